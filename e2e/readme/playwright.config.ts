import { defineConfig } from '@playwright/test';
import config from '../../playwright.config.ts';
import type { Options } from '../fixtures.ts';

/** `npm run screenshot`: the picture of the README, made by the product itself. */
export default defineConfig<Options>({
  ...config,
  testDir: '.',
  testMatch: 'picture.ts',
  globalSetup: undefined,
  outputDir: '../../test-results/readme',
  projects: [{ name: 'browser', use: { host: 'serve' } }],
});

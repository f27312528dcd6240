import { defineConfig } from '@playwright/test';
import config from '../../playwright.config.ts';
import type { Options } from '../fixtures.ts';

// What a desktop draws is drawn by the stand-in for Electron.
process.env.ZPCIWB_STANDIN_DRAWS = '1';

/** `npm run screenshot:desktop`: menus and dialogs, dark and light, at 100 % and 200 %, into test-results/desktop. */
export default defineConfig<Options>({
  ...config,
  testDir: '.',
  testMatch: 'pictures.ts',
  globalSetup: '../launchers/prepare.ts',
  outputDir: '../../test-results/desktop/failed',
  projects: [100, 200].map((percent) => ({ name: `${percent}`, use: { host: 'standin', scale: percent / 100 } })),
});

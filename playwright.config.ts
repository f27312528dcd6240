import { defineConfig } from '@playwright/test';
import type { Options } from './e2e/fixtures.ts';
import { whyNoElectron } from './e2e/launchers/index.ts';
import { findChromium } from './scripts/chromium.mjs';

const chromium = findChromium();
/** Chromium's own sandbox does not start for root. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
// The stand-in for Electron shows its windows there.
process.env.CHROMIUM_PATH ??= chromium;

export default defineConfig<Options>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/launchers/prepare.ts',
  outputDir: 'test-results/windows',
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  // Two processes and a browser start for each test; on a busy shared machine a start may fail.
  retries: process.env.CI ? 1 : 0,
  use: {
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: chromium, args },
    // A trace of every test costs a fifth of the time.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', testIgnore: 'launchers/**', grepInvert: /@shell|@standin/, use: { host: 'serve' } },
    { name: 'stand-in', testIgnore: 'launchers/**', grepInvert: /@browser/, use: { host: 'standin' } },
    whyNoElectron
      ? { name: 'electron', testMatch: 'launchers/no-electron.spec.ts' }
      : { name: 'electron', testIgnore: 'launchers/**', grepInvert: /@browser|@standin/, use: { host: 'electron' } },
  ],
});

import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

/** Chromium's own sandbox does not start for root. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/windows',
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  use: {
    actionTimeout: 10_000,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: findChromium(), args },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['./scripts/checks/property-seed.ts'],
    include: ['{native-bridge,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    // Bounds on what hangs, not on what is slow: tests start programs, and other work may keep the machine busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 180_000,
    // Style sheets are empty in tests, but the theme's colours are read by one.
    css: { include: /theme\/tokens\.css/ },
    pool: 'threads',
    maxWorkers: 2,
  },
});

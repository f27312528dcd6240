import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{native-bridge,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    // Style sheets are empty in tests, but the theme's colours are read by one.
    css: { include: /theme\/tokens\.css/ },
    pool: 'threads',
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{native-bridge,electron,renderer,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
  },
});

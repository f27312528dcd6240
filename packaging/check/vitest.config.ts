import { defineConfig } from 'vitest/config';

/** `npm run package:check`: needs what the build makes, so it stands apart from the unit tests. */
export default defineConfig({
  test: { include: ['packaging/check/*.test.ts'], testTimeout: 60_000, fileParallelism: false },
});

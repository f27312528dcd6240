import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run lab`: specs that one booted guest serves, one file after the other. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['e2e/lab/*.lab.ts'],
    globalSetup: 'e2e/lab/one-guest.ts',
    pool: 'forks',
    fileParallelism: false,
    // Emulated, the guest needs two seconds to start Node.js alone.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Why no guest can be started here, as `run.mjs` found: then one skipped test says so. */
const reason = process.env.ZPCI_NO_LAB;
/** Those of the folder `run.mjs` was asked for. */
const specs = join('e2e/lab', process.env.ZPCI_LAB_SPECS ?? '', '*.lab.ts');

/** Much of a spec is waiting: two guests are done sooner than one, on two cores too. */
const GUESTS = 2;

/** `npm run lab` and its parts: spec files in as many processes as there are guests, each with a guest to itself. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: [reason ? 'e2e/lab/no-lab.ts' : specs],
    globalSetup: reason ? [] : ['e2e/lab/guests.ts'],
    pool: 'forks',
    maxWorkers: GUESTS,
    // Spec files of a process share its bridge program in the guest.
    isolate: false,
    // Emulated, the guest needs seconds to start Node.js alone; on a busy machine many.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

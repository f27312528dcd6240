import { inject } from 'vitest';
import { Lab } from './machine/lab.ts';
import { RunFolder } from './machine/run-folder.ts';

/** Processes that run spec files are numbered from 1; each has a guest to itself. */
const number = Number(process.env.VITEST_POOL_ID);

/** The guest that serves the specs of this process, one file after the other. */
export const lab = new Lab(new RunFolder(inject('labFolders')[number - 1]!));

// Whatever a spec starts finds the ssh that knows the guest.
process.env.PATH = lab.env.PATH;

import { inject } from 'vitest';
import { Lab } from './machine/lab.ts';
import { RunFolder } from './machine/run-folder.ts';

/** The guest that serves all specs. */
export const lab = new Lab(new RunFolder(inject('labFolder')));

// Whatever a spec starts finds the ssh that knows the guest.
process.env.PATH = lab.env.PATH;

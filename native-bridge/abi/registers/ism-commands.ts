import { ISM_COMMAND_SPACE } from '../ism/commands.ts';
import type { ChangingRead } from './changing-read.ts';

/** The window has no end of its own: the kernel offers 48 bits of offset for each space. */
const END = 1n << 48n;

export const ismCommandWindow: ChangingRead = {
  name: 'ISM command window',
  sentence:
    'Loads of the command window belong to the command protocol: they fetch the answer to the command stored last, and mean nothing without one.',
  source: 'Linux drivers/s390/net/ism_drv.c: __ism_read_cmd',
  places: ({ isIsm }) => (isIsm ? [{ bar: ISM_COMMAND_SPACE, start: 0n, end: END }] : []),
};

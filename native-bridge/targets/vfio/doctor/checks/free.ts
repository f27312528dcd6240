import { holdersOf, holderText, tryOpen } from '../../binding/holders.ts';
import { check, failed, ok } from '../check.ts';
import { filesOf } from './access.ts';

export const free = check({
  id: 'free',
  title: 'Not open elsewhere',
  needs: ['access'],
  read: async ({ files }, bdf) => {
    const names = await filesOf(files, bdf);
    const errors = await Promise.all(names.map((name) => tryOpen(files, name)));
    return {
      file: names[0]!,
      busy: errors.includes('EBUSY'),
      holders: await holdersOf(files, names),
      own: process.pid,
    };
  },
  judge: ({ file, busy, holders, own }) => {
    if (holders.some(({ pid }) => pid === own)) return ok('Open in this workbench.');
    if (holders.length > 0) {
      return failed(`Open in ${holders.map(holderText).join(', ')}.`, 'Close it there, then open it here.');
    }
    if (!busy) return ok('Free.');
    return failed(
      'Open in a program of another user.',
      'Find out which, and close it there.',
      `sudo fuser -v /dev/${file}`,
    );
  },
});

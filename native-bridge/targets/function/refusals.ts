import { WorkbenchError } from '../../contract/errors.ts';

/** Why an open function does not take a request at all. The kernel was not asked. */

export const notArmed = (address: string, op: string) =>
  new WorkbenchError({
    code: 'not-armed',
    message: `${address} is open read-only, and ${op} changes something.`,
    next: 'Arm the target first.',
    op,
  });

export const closed = (address: string, op: string) =>
  new WorkbenchError({ code: 'closed', message: `${address} is closed.`, next: 'Open it again.', op });

export const cancelled = (op: string) =>
  new WorkbenchError({ code: 'cancelled', message: `${op} was cancelled before it was sent.`, op });

import { WorkbenchError } from '../../contract/errors.ts';

/** Why an open function does not take a request at all. The kernel was not asked. */

export const notArmed = (address: string, op: string) =>
  new WorkbenchError({
    code: 'not-armed',
    message: `${address} is open read-only, and ${op} changes something.`,
    next: 'Arm the target first.',
    op,
  });

/** Why a function that was let go takes nothing any more. */
export type Ending = (address: string, op: string) => WorkbenchError;

export const closed: Ending = (address, op) =>
  new WorkbenchError({ code: 'closed', message: `${address} is closed.`, next: 'Open it again.', op });

export const askedBack: Ending = (address, op) =>
  new WorkbenchError({
    code: 'release-requested',
    message: `The host wants ${address} back: nothing more is sent to it.`,
    next: 'Close it; open it again when the host has given it back.',
    op,
  });

export const lost: Ending = (address, op) =>
  new WorkbenchError({
    code: 'gone',
    message: `${address} is gone: the kernel answered ENODEV.`,
    next: 'See whether the host still has the function: zpciwb targets',
    op,
  });

export const cancelled = (op: string) =>
  new WorkbenchError({ code: 'cancelled', message: `${op} was cancelled before it was sent.`, op });

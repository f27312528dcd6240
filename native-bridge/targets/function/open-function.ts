import type { Syscalls } from '../syscalls.ts';
import type { Target } from '../target.ts';
import { FunctionTarget } from './function-target.ts';
import { openDescriptors } from './opening/index.ts';
import type { FunctionPlace } from './place.ts';

/**
 * Opens a function read-only, through group and container or through its own device file, and asks the info calls once.
 * Throws `not-ready` with the system call, its errno and the remedy; what was opened before is closed again.
 */
export async function openFunction(kernel: Syscalls, place: FunctionPlace): Promise<Target> {
  const descriptors = await openDescriptors(kernel, place);
  return FunctionTarget.start(kernel, place, descriptors);
}

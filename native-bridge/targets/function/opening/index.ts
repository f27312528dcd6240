import type { Syscalls } from '../../syscalls.ts';
import type { FunctionPlace } from '../place.ts';
import { openThroughCdev } from './cdev.ts';
import type { Descriptors } from './descriptors.ts';
import { openThroughGroup } from './group.ts';
import { Opening } from './opening.ts';

export type { Descriptors } from './descriptors.ts';

/** Opens a function the way its place says. Throws `not-ready`, having closed what was open. */
export async function openDescriptors(kernel: Syscalls, place: FunctionPlace): Promise<Descriptors> {
  const opening = new Opening(kernel, place);
  try {
    return place.access.by === 'cdev'
      ? await openThroughCdev(opening, place.access.cdev)
      : await openThroughGroup(opening, place.access.group);
  } catch (thrown) {
    await opening.abandon();
    throw thrown;
  }
}

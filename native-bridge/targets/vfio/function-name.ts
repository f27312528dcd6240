import { WorkbenchError } from '../../contract/errors.ts';

/** A name that is not domain:bus:device.function never becomes a path. Throws `bad-address`. */
export function checkedName(bdf: string): string {
  if (/^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i.test(bdf)) return bdf;
  throw new WorkbenchError({
    code: 'bad-address',
    message: `"${bdf.slice(0, 40)}" is not the name of a PCI function.`,
    next: 'Write domain:bus:device.function, such as vfio:0007:00:00.0.',
  });
}

/** Throws `unknown-target` for a function this machine does not have. */
export const unknownFunction = (bdf: string) =>
  new WorkbenchError({
    code: 'unknown-target',
    message: `This machine has no PCI function ${bdf}.`,
    next: 'List what there is: zpciwb targets',
  });

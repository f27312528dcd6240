import { writeS32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import type { SyscallResult } from '../../syscalls.ts';
import type { SimKernel } from '../process/kernel.ts';
import type { FunctionIdentity } from '../zpci/identity.ts';

/** Opens a simulated function by hand, call by call, for tests and measurements of the seam itself. */

export interface OpenDevice {
  readonly kernel: SimKernel;
  readonly container: number;
  readonly group: number;
  readonly fd: number;
}

/** What a call answered at once; a promise means that something held it back. */
export function atOnce(result: SyscallResult | Promise<SyscallResult>): SyscallResult {
  if (result instanceof Promise) throw new TypeError('the simulated kernel held the call back');
  return result;
}

export const deviceName = ({ bdf }: Pick<FunctionIdentity, 'bdf'>) => new TextEncoder().encode(`${bdf}\0`);

export function fdArgument(fd: number): Uint8Array {
  const arg = new Uint8Array(4);
  writeS32(arg, 0, fd, 'be');
  return arg;
}

export function openSimulatedDevice(kernel: SimKernel, identity: FunctionIdentity): OpenDevice {
  const container = atOnce(kernel.open('/dev/vfio/vfio')).rc;
  const group = atOnce(kernel.open(`/dev/vfio/${identity.iommuGroup}`)).rc;
  atOnce(kernel.ioctl(group, IOCTL.VFIO_GROUP_SET_CONTAINER, fdArgument(container)));
  atOnce(kernel.ioctl(container, IOCTL.VFIO_SET_IOMMU, 3));
  const fd = atOnce(kernel.ioctl(group, IOCTL.VFIO_GROUP_GET_DEVICE_FD, deviceName(identity))).rc;
  return { kernel, container, group, fd };
}

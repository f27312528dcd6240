import { readU32, writeS32, writeU32 } from '../../../abi/bytes.ts';
import { ERRNO } from '../../../abi/errno.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import type { FunctionPlace } from '../place.ts';
import type { Descriptors } from './descriptors.ts';
import { CONTAINER_FILE, groupFile } from './files.ts';
import { notReady } from './not-ready.ts';
import type { Opening } from './opening.ts';

/** Number of the type1v2 back-end for VFIO_SET_IOMMU. */
const TYPE1V2 = 3;
/** VFIO_GROUP_FLAGS_VIABLE: every function of the group is bound to a vfio driver. */
const VIABLE = 1;

/** Opens container, group and device in the order the kernel wants. */
export async function openThroughGroup(opening: Opening, name: string): Promise<Descriptors> {
  const { kernel, place, calls } = opening;
  const container = await opening.file('container', CONTAINER_FILE);
  const group = await opening.file('group', groupFile(name));
  await checkViable(opening, group);
  await opening.ioctl(group, 'group', 'VFIO_GROUP_SET_CONTAINER', descriptorArg(container, place));
  await opening.ioctl(container, 'container', 'VFIO_SET_IOMMU', TYPE1V2);
  const { rc: device } = await opening.ioctl(group, 'group', 'VFIO_GROUP_GET_DEVICE_FD', deviceName(place));
  /** The container goes only when no group uses it. */
  const close = async () => {
    await kernel.close(device);
    await kernel.ioctl(group, IOCTL.VFIO_GROUP_UNSET_CONTAINER);
    await kernel.close(group);
    await kernel.close(container);
  };
  return { backend: 'type1v2', iommu: container, device, calls, close };
}

async function checkViable(opening: Opening, group: number): Promise<void> {
  const { byteOrder } = opening.place;
  const status = new Uint8Array(8);
  writeU32(status, 0, status.length, byteOrder);
  const { out = status } = await opening.ioctl(group, 'group', 'VFIO_GROUP_GET_STATUS', status);
  const viable = readU32(out, 4, byteOrder) & VIABLE;
  if (!viable) throw notReady(opening.place, 'ioctl VFIO_GROUP_GET_STATUS', ERRNO.EPERM);
}

function descriptorArg(fd: number, { byteOrder }: FunctionPlace): Uint8Array {
  const arg = new Uint8Array(4);
  writeS32(arg, 0, fd, byteOrder);
  return arg;
}

/** NUL-terminated ASCII name, as VFIO_GROUP_GET_DEVICE_FD wants it. */
const deviceName = ({ bdf }: FunctionPlace) => Uint8Array.from(`${bdf}\0`, (letter) => letter.charCodeAt(0));

import { readU32, writeS32, writeU32 } from '../../abi/bytes.ts';
import { ERRNO } from '../../abi/errno.ts';
import { IOCTL, type IoctlName } from '../../abi/ioctl-numbers.ts';
import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import type { SyscallResult, Syscalls } from '../syscalls.ts';
import { makeIoctl } from './call-log.ts';
import { CONTAINER_FILE, groupFile } from './device-files.ts';
import { notReady } from './not-ready.ts';
import type { FunctionPlace } from './place.ts';

/** Number of the type1v2 back-end for VFIO_SET_IOMMU. */
const TYPE1V2 = 3;
/** VFIO_GROUP_FLAGS_VIABLE: every function of the group is bound to a vfio driver. */
const VIABLE = 1;

/** The three files behind an open function, and the calls that opened them. */
export interface Descriptors {
  readonly container: number;
  readonly group: number;
  readonly device: number;
  readonly calls: readonly SyscallRecord[];
}

/** Opens container, group and device in the order the kernel wants. Throws `not-ready`, having closed what was open. */
export async function openDescriptors(kernel: Syscalls, place: FunctionPlace): Promise<Descriptors> {
  const opening = new Opening(kernel, place);
  try {
    const container = await opening.file('container', CONTAINER_FILE);
    const group = await opening.file('group', groupFile(place.group));
    await opening.checkViable(group);
    await opening.ioctl(group, 'group', 'VFIO_GROUP_SET_CONTAINER', descriptorArg(container, place));
    await opening.ioctl(container, 'container', 'VFIO_SET_IOMMU', TYPE1V2);
    const device = await opening.ioctl(group, 'group', 'VFIO_GROUP_GET_DEVICE_FD', deviceName(place));
    return { container, group, device: device.rc, calls: opening.calls };
  } catch (thrown) {
    await opening.abandon();
    throw thrown;
  }
}

/** Closes device, then group, then container: the container goes only when no group uses it. */
export async function closeDescriptors(kernel: Syscalls, descriptors: Descriptors): Promise<void> {
  await kernel.close(descriptors.device);
  await kernel.ioctl(descriptors.group, IOCTL.VFIO_GROUP_UNSET_CONTAINER);
  await kernel.close(descriptors.group);
  await kernel.close(descriptors.container);
}

class Opening {
  readonly calls: SyscallRecord[] = [];
  readonly #kernel: Syscalls;
  readonly #place: FunctionPlace;
  readonly #open: number[] = [];

  constructor(kernel: Syscalls, place: FunctionPlace) {
    this.#kernel = kernel;
    this.#place = place;
  }

  async file(on: SyscallRecord['on'], path: string): Promise<number> {
    const { rc, errno } = await this.#kernel.open(path);
    this.calls.push({ name: `open ${path}`, on, rc, errno });
    if (rc < 0) throw notReady(this.#place, `open ${path}`, errno);
    this.#open.push(rc);
    return rc;
  }

  async ioctl(fd: number, on: SyscallRecord['on'], name: IoctlName, arg: Uint8Array | number): Promise<SyscallResult> {
    const { result, record } = await makeIoctl(this.#kernel, fd, { on, name, request: IOCTL[name], arg });
    this.calls.push(record);
    if (result.rc < 0) throw notReady(this.#place, `ioctl ${name}`, result.errno);
    return result;
  }

  async checkViable(group: number): Promise<void> {
    const status = new Uint8Array(8);
    writeU32(status, 0, status.length, this.#place.byteOrder);
    const { out = status } = await this.ioctl(group, 'group', 'VFIO_GROUP_GET_STATUS', status);
    const viable = readU32(out, 4, this.#place.byteOrder) & VIABLE;
    if (!viable) throw notReady(this.#place, 'ioctl VFIO_GROUP_GET_STATUS', ERRNO.EPERM);
  }

  async abandon(): Promise<void> {
    for (const fd of this.#open.reverse()) await this.#kernel.close(fd);
  }
}

function descriptorArg(fd: number, { byteOrder }: FunctionPlace): Uint8Array {
  const arg = new Uint8Array(4);
  writeS32(arg, 0, fd, byteOrder);
  return arg;
}

/** NUL-terminated ASCII name, as VFIO_GROUP_GET_DEVICE_FD wants it. */
const deviceName = ({ bdf }: FunctionPlace) => Uint8Array.from(`${bdf}\0`, (letter) => letter.charCodeAt(0));

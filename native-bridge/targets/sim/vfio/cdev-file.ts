import { writeU32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { vfioAttachPt, vfioBindIommufd, vfioDetachPt } from '../../../abi/structures/cdev.ts';
import type { Layout } from '../../../abi/types.ts';
import type { SimFunction } from '../zpci/function.ts';
import type { DmaPort } from '../zpci/hardware.ts';
import { type Answer, fail, fieldsOf, HOST_ORDER, type IoctlArgument, type OpenFile, ok } from './answer.ts';
import type { DeviceFile } from './device-file.ts';
import type { IoAddressSpace } from './io-address-space.ts';
import { IommuFd } from './iommufd.ts';
import { disownDevice, type OwnerWorld, ownDevice } from './owned-device.ts';

const OUT_DEVID_AT = 12;
const PT_ID_AT = 8;

/** Takes the function for this opener; false when its group is open. */
type Claim = () => boolean;

/** `/dev/vfio/devices/vfioN`: a device that answers nothing until it is bound to an iommufd. Source: vfio_device_cdev.c. */
export class CdevFile implements OpenFile {
  readonly #fn: SimFunction;
  readonly #world: OwnerWorld;
  readonly #claim: Claim;
  readonly #closed: () => void;
  #iommufd: IommuFd | undefined;
  #space: IoAddressSpace | undefined;
  #device: DeviceFile | undefined;

  constructor(fn: SimFunction, world: OwnerWorld, claim: Claim, closed: () => void) {
    this.#fn = fn;
    this.#world = world;
    this.#claim = claim;
    this.#closed = closed;
  }

  /** The device, while it is bound. */
  get device(): DeviceFile | undefined {
    return this.#device;
  }

  ioctl(request: number, arg: IoctlArgument): Answer {
    if (request === IOCTL.VFIO_DEVICE_BIND_IOMMUFD) return this.#bind(arg);
    if (!this.#device) return fail('EINVAL');
    if (request === IOCTL.VFIO_DEVICE_ATTACH_IOMMUFD_PT) return this.#attach(arg);
    if (request === IOCTL.VFIO_DEVICE_DETACH_IOMMUFD_PT) return this.#detach(arg);
    return this.#device.ioctl(request, arg);
  }

  pread(position: bigint, length: number): Answer {
    return this.#device?.pread(position, length) ?? fail('EINVAL');
  }

  pwrite(position: bigint, data: Uint8Array): Answer {
    return this.#device?.pwrite(position, data) ?? fail('EINVAL');
  }

  release(): void {
    this.#leave();
    this.#device?.release();
  }

  #bind(arg: IoctlArgument): Answer {
    const fields = sized<'flags' | 'iommufd'>(vfioBindIommufd, arg);
    if (!('flags' in fields)) return fields;
    const { flags, iommufd: fd } = fields;
    if (flags !== 0 || Number(fd) < 0) return fail('EINVAL');
    // One device has one owner on this path, and never beside an open group.
    if (this.#device || this.#fn.owner) return fail('EINVAL');
    if (!this.#claim()) return fail('EBUSY');
    const file = this.#world.lookup(Number(fd));
    if (!(file instanceof IommuFd)) return this.#refuse(file ? 'EBADFD' : 'EBADF');
    this.#iommufd = file;
    this.#device = ownDevice(this.#fn, this.#world, this.#dma, () => this.#close());
    return changed(arg, OUT_DEVID_AT, file.takeId());
  }

  #refuse(errno: 'EBADF' | 'EBADFD'): Answer {
    this.#closed();
    return fail(errno);
  }

  #attach(arg: IoctlArgument): Answer {
    const fields = sized<'flags' | 'pt_id'>(vfioAttachPt, arg);
    if (!('flags' in fields)) return fields;
    if (fields.flags !== 0) return fail('EINVAL');
    const space = this.#iommufd?.space(Number(fields.pt_id));
    if (!space) return fail('ENOENT');
    const errno = space.attach(this, this.#fn.identity.windows);
    if (errno) return fail(errno);
    this.#space = space;
    return changed(arg, PT_ID_AT, this.#iommufd!.takeId());
  }

  #detach(arg: IoctlArgument): Answer {
    const fields = sized<'flags'>(vfioDetachPt, arg);
    if (!('flags' in fields)) return fields;
    if (fields.flags !== 0) return fail('EINVAL');
    this.#leave();
    return ok();
  }

  #leave(): void {
    this.#space?.detach(this);
    this.#space = undefined;
  }

  #close(): void {
    if (this.#device) disownDevice(this.#fn, this.#device);
    this.#device = undefined;
    this.#closed();
  }

  /** Reaches memory through whatever address space the device is attached to. */
  readonly #dma: DmaPort = {
    read: (iova, length) => this.#space?.domain.read(iova, length),
    write: (iova, data) => this.#space?.domain.write(iova, data) ?? false,
  };
}

/** Fields of a structure whose argsz is checked, or the refusal. */
function sized<Name extends string>(layout: Layout, arg: IoctlArgument) {
  const fields = fieldsOf<Name | 'argsz'>(layout, arg);
  if (!fields) return fail('EFAULT');
  return Number(fields.argsz) < layout.size ? fail('EINVAL') : fields;
}

/** The argument with an id written into it. */
function changed(arg: IoctlArgument, at: number, id: number): Answer {
  const out = (arg as Uint8Array).slice();
  writeU32(out, at, id, HOST_ORDER);
  return ok(0, out);
}

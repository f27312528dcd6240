import { readS32, writeU32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { vfioGroupStatus } from '../../../abi/structures/device.ts';
import type { SimFunction } from '../zpci/function.ts';
import { type Answer, fail, fieldsOf, HOST_ORDER, type IoctlArgument, type OpenFile, ok } from './answer.ts';
import { Container } from './container.ts';
import type { DeviceFile } from './device-file.ts';
import { disownDevice, type OwnerWorld, ownDevice } from './owned-device.ts';

/** `/dev/vfio/<group>`: one function a group, as on s390x hosts. */

const VIABLE = 1;
const CONTAINER_SET = 2;
const FD_BYTES = 4;

export interface GroupWorld extends OwnerWorld {
  /** Gives a new file the lowest free descriptor. */
  readonly addFile: (file: OpenFile) => number;
}

export class GroupFile implements OpenFile {
  readonly #fn: SimFunction;
  readonly #world: GroupWorld;
  readonly #closed: () => void;
  #container: Container | undefined;
  #device: DeviceFile | undefined;
  #deviceOpens = 0;
  #open = true;

  /** `closed` is called when neither the group nor a device of it is open any more. */
  constructor(fn: SimFunction, world: GroupWorld, closed: () => void) {
    this.#fn = fn;
    this.#world = world;
    this.#closed = closed;
  }

  ioctl(request: number, arg: IoctlArgument): Answer {
    switch (request) {
      case IOCTL.VFIO_GROUP_GET_STATUS:
        return this.#status(arg);
      case IOCTL.VFIO_GROUP_SET_CONTAINER:
        return this.#setContainer(arg);
      case IOCTL.VFIO_GROUP_UNSET_CONTAINER:
        return this.#unsetContainer();
      case IOCTL.VFIO_GROUP_GET_DEVICE_FD:
        return this.#deviceFd(arg);
      default:
        return fail('ENOTTY');
    }
  }

  release(): void {
    this.#open = false;
    this.#settle();
  }

  /** The device of this group, while it is open. */
  get device(): DeviceFile | undefined {
    return this.#device;
  }

  #status(arg: IoctlArgument): Answer {
    const fields = fieldsOf<'argsz'>(vfioGroupStatus, arg);
    if (!fields) return fail('EFAULT');
    if (Number(fields.argsz) < vfioGroupStatus.size) return fail('EINVAL');
    const out = (arg as Uint8Array).slice();
    writeU32(out, 4, VIABLE | (this.#container ? CONTAINER_SET : 0), HOST_ORDER);
    return ok(0, out);
  }

  #setContainer(arg: IoctlArgument): Answer {
    if (!(arg instanceof Uint8Array) || arg.length < FD_BYTES) return fail('EFAULT');
    const fd = readS32(arg, 0, HOST_ORDER);
    if (fd < 0) return fail('EINVAL');
    const file = this.#world.lookup(fd);
    if (!file) return fail('EBADF');
    if (this.#container) return fail('EINVAL');
    if (!(file instanceof Container)) return fail('EBADFD');
    file.attach(this, this.#fn.identity);
    this.#container = file;
    return ok();
  }

  #unsetContainer(): Answer {
    if (!this.#container) return fail('EINVAL');
    if (this.#device) return fail('EBUSY');
    this.#leave();
    return ok();
  }

  #leave(): void {
    this.#container?.detach(this);
    this.#container = undefined;
  }

  /** A vf_token option is refused: the function is neither a virtual function nor one that has any. */
  #deviceFd(arg: IoctlArgument): Answer {
    if (!(arg instanceof Uint8Array)) return fail('EFAULT');
    const [name, ...options] = cString(arg).split(' ');
    if (name !== this.#fn.identity.bdf) return fail('ENODEV');
    if (!this.#container?.hasIommu || options.length > 0) return fail('EINVAL');
    // A second open shares the first one's device.
    this.#device ??= ownDevice(this.#fn, this.#world, this.#container.domain, () => this.#closeDevice());
    this.#deviceOpens++;
    return ok(this.#world.addFile(this.#device));
  }

  #closeDevice(): void {
    if (--this.#deviceOpens > 0) return;
    if (this.#device) disownDevice(this.#fn, this.#device);
    this.#device = undefined;
    this.#settle();
  }

  #settle(): void {
    if (this.#open || this.#device) return;
    this.#leave();
    this.#closed();
  }
}

/** Text up to the first NUL. */
function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder('latin1').decode(end < 0 ? bytes : bytes.subarray(0, end));
}

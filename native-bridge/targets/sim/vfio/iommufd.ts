import { readU32, writeU32 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { decodeFields } from '../../../abi/layout.ts';
import {
  iommuDestroy,
  iommuIoasAlloc,
  iommuIoasIovaRanges,
  iommuIoasMap,
  iommuIoasUnmap,
} from '../../../abi/structures/iommufd.ts';
import type { FieldValues, Layout } from '../../../abi/types.ts';
import { IOAS_MAP } from '../../../rules/flags.ts';
import { type Answer, fail, HOST_ORDER, type IoctlArgument, type OpenFile, ok } from './answer.ts';
import { IoAddressSpace, type SpaceWorld } from './io-address-space.ts';

/**
 * `/dev/iommu`: I/O address spaces by id. Of the iommufd commands those are modelled that open, map and unmap; page tables of its own,
 * copies, limits on IOVA and the container commands (which need a compatibility address space: ENODEV) are not.
 */

interface Command {
  readonly layout: Layout;
  readonly run: (iommufd: IommuFd, fields: FieldValues, arg: Uint8Array) => Answer;
}

const OUT_IOAS_AT = 8;

export class IommuFd implements OpenFile {
  readonly #world: SpaceWorld;
  readonly #spaces = new Map<number, IoAddressSpace>();
  #nextId = 1;

  constructor(world: SpaceWorld) {
    this.#world = world;
  }

  /** A fresh object id: devices get theirs from the same numbers as address spaces. */
  takeId(): number {
    return this.#nextId++;
  }

  space(id: number): IoAddressSpace | undefined {
    return this.#spaces.get(id);
  }

  addSpace(): number {
    const id = this.takeId();
    this.#spaces.set(id, new IoAddressSpace(this.#world));
    return id;
  }

  destroy(id: number): Answer {
    const space = this.#spaces.get(id);
    if (!space) return fail('ENOENT');
    if (space.inUse) return fail('EBUSY');
    this.#spaces.delete(id);
    return ok();
  }

  /** The general rules of iommufd: size first, then what lies behind the structure must be zero. */
  ioctl(request: number, arg: IoctlArgument): Answer {
    const command = COMMANDS[request];
    if (!command) return fail(COMPATIBILITY.has(request) ? 'ENODEV' : 'ENOTTY');
    if (!(arg instanceof Uint8Array) || arg.length < 4) return fail('EFAULT');
    const { layout, run } = command;
    const size = readU32(arg, 0, HOST_ORDER);
    if (size < layout.size) return fail('EINVAL');
    if (arg.length < size) return fail('EFAULT');
    if (arg.subarray(layout.size, size).some((byte) => byte !== 0)) return fail('E2BIG');
    return run(this, decodeFields(layout, arg, HOST_ORDER), arg);
  }

  /** The spaces live on while a device is attached. */
  release(): void {}
}

const COMPATIBILITY = new Set<number>([
  IOCTL.VFIO_IOMMU_GET_INFO,
  IOCTL.VFIO_IOMMU_MAP_DMA,
  IOCTL.VFIO_IOMMU_UNMAP_DMA,
]);

const COMMANDS: Readonly<Record<number, Command>> = {
  [IOCTL.IOMMU_DESTROY]: { layout: iommuDestroy, run: (iommufd, { id }) => iommufd.destroy(Number(id)) },
  [IOCTL.IOMMU_IOAS_ALLOC]: { layout: iommuIoasAlloc, run: alloc },
  [IOCTL.IOMMU_IOAS_IOVA_RANGES]: { layout: iommuIoasIovaRanges, run: ranges },
  [IOCTL.IOMMU_IOAS_MAP]: { layout: iommuIoasMap, run: map },
  [IOCTL.IOMMU_IOAS_UNMAP]: { layout: iommuIoasUnmap, run: unmap },
};

function alloc(iommufd: IommuFd, { flags }: FieldValues, arg: Uint8Array): Answer {
  if (flags !== 0) return fail('EOPNOTSUPP');
  const out = arg.slice();
  writeU32(out, OUT_IOAS_AT, iommufd.addSpace(), HOST_ORDER);
  return ok(0, out);
}

function ranges(iommufd: IommuFd, { ioas_id, num_iovas, allowed_iovas }: FieldValues, arg: Uint8Array): Answer {
  const space = iommufd.space(Number(ioas_id));
  return space?.ranges(arg, Number(num_iovas), allowed_iovas as bigint) ?? fail('ENOENT');
}

/** Without FIXED_IOVA the kernel would choose the address, which nothing here asks for. */
function map(iommufd: IommuFd, fields: FieldValues, arg: Uint8Array): Answer {
  const { flags, ioas_id, user_va, length, iova } = fields as Readonly<Record<string, bigint>>;
  if (!(Number(flags) & IOAS_MAP.FIXED_IOVA)) return fail('ENOSPC');
  const space = iommufd.space(Number(ioas_id));
  if (!space) return fail('ENOENT');
  const argsz = readU32(arg, 0, HOST_ORDER);
  return space.map({ argsz, flags: Number(flags), vaddr: user_va!, iova: iova!, size: length! });
}

function unmap(iommufd: IommuFd, fields: FieldValues, arg: Uint8Array): Answer {
  const { ioas_id, iova, length } = fields as Readonly<Record<string, bigint>>;
  const space = iommufd.space(Number(ioas_id));
  if (!space) return fail('ENOENT');
  const argsz = readU32(arg, 0, HOST_ORDER);
  return space.unmap({ argsz, flags: 0, iova: iova!, size: length! }, arg);
}

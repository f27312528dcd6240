import { writeU32, writeU64 } from '../../../abi/bytes.ts';
import type { ErrnoName } from '../../../abi/errno.ts';
import { encode } from '../../../abi/layout.ts';
import { iommuIovaRange } from '../../../abi/structures/iommufd.ts';
import { check } from '../../../rules/check.ts';
import { IOAS_MAP } from '../../../rules/flags.ts';
import { mapRules, unmapRules } from '../../../rules/index.ts';
import { inWindow, U64_MAX } from '../../../rules/iova.ts';
import type { DmaMap, DmaUnmap, Facts, IovaRange } from '../../../rules/types.ts';
import { LATENCY, type Meter } from '../process/latency.ts';
import type { ProcessMemory } from '../process/memory.ts';
import { type Answer, fail, HOST_ORDER, ok } from './answer.ts';
import { IommuDomain } from './iommu-domain.ts';
import { iommuFacts } from './iommu-facts.ts';

/** Pages of an attached function; before that any address will do. */
const PAGE_SIZE = 4096n;
const NUM_IOVAS_AT = 8;
const ALIGNMENT_AT = 24;
const UNMAPPED_AT = 16;
const EVERYTHING: IovaRange = { start: 0n, end: U64_MAX };
/** An iommufd hands out IOVA up to the end of a region-third table, wherever the function's aperture ends (measured on 7.2). */
const LAST_IOVA = 0x3ff_ffff_ffffn;
/** iommufd counts no entries. */
const UNLIMITED = 0xffff_ffff;

export interface SpaceWorld {
  readonly memory: ProcessMemory;
  readonly meter: Meter;
}

/** An I/O address space of an iommufd: mappings, and the functions attached to it with the IOVA they may use. */
export class IoAddressSpace {
  readonly domain: IommuDomain;
  readonly #world: SpaceWorld;
  readonly #attached = new Map<object, readonly IovaRange[]>();

  constructor(world: SpaceWorld) {
    this.#world = world;
    this.domain = new IommuDomain(world.memory);
  }

  get inUse(): boolean {
    return this.#attached.size > 0;
  }

  /** A function joins. EADDRINUSE when something is mapped where it reaches nothing. */
  attach(who: object, windows: readonly IovaRange[]): ErrnoName | undefined {
    if (this.domain.all.some((mapping) => !inWindow(mapping, windows))) return 'EADDRINUSE';
    this.#attached.set(who, windows);
    return undefined;
  }

  detach(who: object): void {
    this.#attached.delete(who);
  }

  /** IOAS_IOVA_RANGES: as many of the ranges as there is room for, and how many there are. */
  ranges(arg: Uint8Array, room: number, vaddr: bigint): Answer {
    const ranges = this.#allowed;
    const out = arg.slice();
    writeU32(out, NUM_IOVAS_AT, ranges.length, HOST_ORDER);
    writeU64(out, ALIGNMENT_AT, this.#pageSize, HOST_ORDER);
    const given = ranges.slice(0, room);
    const array = this.#world.memory.view(vaddr, given.length * iommuIovaRange.size);
    if (!array) return fail('EFAULT');
    for (const [index, { start, end }] of given.entries())
      array.set(encode(iommuIovaRange, { start, last: end }, HOST_ORDER), index * iommuIovaRange.size);
    return room < ranges.length ? { ...fail('EMSGSIZE'), out } : ok(0, out);
  }

  map(map: DmaMap): Answer {
    const { errno } = check(mapRules.iommufd, map, this.#facts(map));
    if (errno) return fail(errno);
    const { iova, size, vaddr, flags } = map;
    this.#world.meter.charge(LATENCY.map + Number(size / PAGE_SIZE) * LATENCY.mapPage);
    const [read, write] = [(flags & IOAS_MAP.READABLE) !== 0, (flags & IOAS_MAP.WRITEABLE) !== 0];
    this.domain.add({ iova, size, vaddr, read, write });
    return ok();
  }

  unmap(unmap: DmaUnmap, arg: Uint8Array): Answer {
    const { errno } = check(unmapRules.iommufd, unmap, this.#facts(unmap));
    if (errno) return fail(errno);
    const gone = this.domain.overlapping(unmap.iova, unmap.iova + unmap.size - 1n);
    this.#world.meter.charge(LATENCY.map + gone.length * LATENCY.mapPage);
    const out = arg.slice();
    writeU64(out, UNMAPPED_AT, this.domain.remove(gone), HOST_ORDER);
    return ok(0, out);
  }

  /** IOVA that every attached function may use; one function a space is what is opened here. */
  get #windows(): readonly IovaRange[] {
    return [...this.#attached.values()][0] ?? [];
  }

  get #allowed(): readonly IovaRange[] {
    const { start } = this.#windows[0] ?? EVERYTHING;
    return [{ start, end: this.inUse ? LAST_IOVA : U64_MAX }];
  }

  get #pageSize(): bigint {
    return this.inUse ? PAGE_SIZE : 1n;
  }

  #facts(range: { readonly iova: bigint; readonly size: bigint }): Facts {
    const known = {
      backend: 'iommufd',
      pageSize: this.#pageSize,
      windows: this.#windows,
      allowed: this.#allowed,
      dmaAvail: UNLIMITED,
      ownsMemory: this.#world.memory.owns,
    } as const;
    return iommuFacts(this.domain, known, range);
  }
}

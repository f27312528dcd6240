import { writeU64 } from '../../../abi/bytes.ts';
import { IOCTL } from '../../../abi/ioctl-numbers.ts';
import { vfioDmaMap, vfioDmaUnmap } from '../../../abi/structures/type1.ts';
import { check } from '../../../rules/check.ts';
import { DMA_MAP, DMA_UNMAP } from '../../../rules/flags.ts';
import { mapRules, unmapRules } from '../../../rules/index.ts';
import type { DmaMap, DmaUnmap, Facts, IovaRange, Mapping } from '../../../rules/types.ts';
import { LATENCY, type Meter } from '../process/latency.ts';
import type { ProcessMemory } from '../process/memory.ts';
import type { FunctionIdentity } from '../zpci/identity.ts';
import { type Answer, fail, fieldsOf, HOST_ORDER, type IoctlArgument, type OpenFile, ok } from './answer.ts';
import type { KernelEra } from './era.ts';
import { answerInfo, type Info } from './info-answer.ts';
import { IommuDomain } from './iommu-domain.ts';
import { iommuFacts } from './iommu-facts.ts';
import { iommuInfo } from './iommu-info.ts';
import { GuestTables, rfcIommuInfo } from './rfc-container.ts';

/** `/dev/vfio/vfio`: a container with the type1 IOMMU back-end, both versions. Dirty tracking (ENOTTY)
 * and suspended addresses (UNMAP with VADDR unmaps) are not modelled. */

const PAGE_SIZE = 4096n;
/** Mapping entries of a container unless the module parameter dma_entry_limit says otherwise. */
const ENTRY_LIMIT = 65_535;

const TYPE1 = 1;
const TYPE1V2 = 3;
const NESTING = 6;
/** In the proposals of 2020 the version of the IOMMU interface, which is 1 as well. */
const UNMAP_ALL = 9;
const UPDATE_VADDR = 10;

const NOWHERE = { iova: 0n, size: 0n };

const BACKENDS = { [TYPE1]: 'type1', [TYPE1V2]: 'type1v2' } as const;

export interface ContainerWorld {
  readonly era: KernelEra;
  readonly memory: ProcessMemory;
  readonly meter: Meter;
  /** Module parameter dma_entry_limit. */
  readonly entryLimit?: number;
}

export class Container implements OpenFile {
  readonly domain: IommuDomain;
  readonly #world: ContainerWorld;
  readonly #groups = new Map<object, FunctionIdentity>();
  readonly #guestTables = new GuestTables();
  #backend: 'type1' | 'type1v2' | undefined;

  constructor(world: ContainerWorld) {
    this.#world = world;
    this.domain = new IommuDomain(world.memory);
  }

  get hasIommu(): boolean {
    return this.#backend !== undefined;
  }

  /** A group joins with its function, which says what IOVA it may use. */
  attach(group: object, identity: FunctionIdentity): void {
    this.#groups.set(group, identity);
  }

  /** The last group that leaves takes the IOMMU and every mapping with it. */
  detach(group: object): void {
    this.#groups.delete(group);
    if (this.#groups.size > 0) return;
    this.#backend = undefined;
    this.domain.remove(this.domain.all);
    this.#guestTables.clear();
  }

  ioctl(request: number, arg: IoctlArgument): Answer {
    switch (request) {
      case IOCTL.VFIO_GET_API_VERSION:
        return ok(0);
      case IOCTL.VFIO_CHECK_EXTENSION:
        return ok(typeof arg === 'number' && this.#offers(arg) ? 1 : 0);
      case IOCTL.VFIO_SET_IOMMU:
        return this.#setIommu(arg);
      default:
        return this.#backend ? this.#type1(request, arg) : fail('EINVAL');
    }
  }

  /** Nothing to do: groups that joined keep their container alive without its descriptor. */
  release(): void {}

  #offers(extension: number): boolean {
    if (extension === UPDATE_VADDR) return this.hasIommu;
    if (extension === NESTING) return this.#world.era.nesting || this.#proposal !== undefined;
    return [TYPE1, TYPE1V2, UNMAP_ALL].includes(extension);
  }

  /** ENODEV when no back-end offers the type; EINVAL for an extension that is no IOMMU type s390x can attach. */
  #setIommu(arg: IoctlArgument): Answer {
    if (this.#groups.size === 0 || this.#backend) return fail('EINVAL');
    if (typeof arg !== 'number' || !this.#offers(arg)) return fail('ENODEV');
    if (arg !== TYPE1 && arg !== TYPE1V2) return fail('EINVAL');
    this.#backend = BACKENDS[arg];
    return ok();
  }

  #type1(request: number, arg: IoctlArgument): Answer {
    switch (request) {
      case IOCTL.VFIO_IOMMU_GET_INFO:
        return answerInfo(arg, 16, () => this.#info());
      case IOCTL.VFIO_IOMMU_MAP_DMA:
        return this.#map(arg);
      case IOCTL.VFIO_IOMMU_UNMAP_DMA:
        return this.#unmap(arg);
      case IOCTL.VFIO_IOMMU_BIND:
        return this.#proposal ? this.#guestTables.answer(arg, this.#facts(NOWHERE)) : fail('ENOTTY');
      default:
        return fail('ENOTTY');
    }
  }

  #info(): Info {
    if (this.#proposal) return rfcIommuInfo(this.#proposal);
    return iommuInfo(this.#backend === 'type1v2', this.#free, this.#windows);
  }

  /** The function, where its kernel speaks the proposals of 2019. */
  get #proposal(): FunctionIdentity | undefined {
    const [first] = this.#groups.values();
    return first?.dialect === 'rfc2019' ? first : undefined;
  }

  get #free(): number {
    return (this.#world.entryLimit ?? ENTRY_LIMIT) - this.domain.count;
  }

  /** IOVA that every attached function may use; one function a container is what s390x hosts have. */
  get #windows(): readonly IovaRange[] {
    return [...this.#groups.values()][0]?.windows ?? [];
  }

  #map(arg: IoctlArgument): Answer {
    const map = fieldsOf(vfioDmaMap, arg) as DmaMap | undefined;
    if (!map) return fail('EFAULT');
    const { errno } = check(mapRules[this.#backend!], map, this.#facts(map));
    if (errno) return fail(errno);
    this.#world.meter.charge(LATENCY.map + Number(map.size / PAGE_SIZE) * LATENCY.mapPage);
    const { iova, size, vaddr, flags } = map;
    this.domain.add({ iova, size, vaddr, read: (flags & DMA_MAP.READ) !== 0, write: (flags & DMA_MAP.WRITE) !== 0 });
    return ok();
  }

  #unmap(arg: IoctlArgument): Answer {
    const unmap = fieldsOf(vfioDmaUnmap, arg) as DmaUnmap | undefined;
    if (!unmap) return fail('EFAULT');
    const { errno } = check(unmapRules[this.#backend!], unmap, this.#facts(unmap));
    if (errno) return fail(errno);
    const gone = this.#chosen(unmap);
    this.#world.meter.charge(LATENCY.map + gone.length * LATENCY.mapPage);
    const out = (arg as Uint8Array).slice();
    writeU64(out, 16, this.domain.remove(gone), HOST_ORDER);
    return ok(0, out);
  }

  /** Mappings an unmap takes: type1v2 was checked to cut none; type1 stops at one that starts before the range. */
  #chosen({ flags, iova, size }: DmaUnmap): readonly Mapping[] {
    if (flags & DMA_UNMAP.ALL) return [...this.domain.all];
    const touched = this.domain.overlapping(iova, iova + size - 1n);
    return touched[0] && touched[0].iova < iova ? [] : touched;
  }

  #facts(range: { readonly iova: bigint; readonly size: bigint }): Facts {
    const known = {
      backend: this.#backend!,
      pageSize: PAGE_SIZE,
      windows: this.#windows,
      dmaAvail: this.#free,
      ownsMemory: this.#world.memory.owns,
    };
    return iommuFacts(this.domain, known, range);
  }
}

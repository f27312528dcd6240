import { ERRNO, errnoName } from '../../abi/errno.ts';
import type { SyscallRecord } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { REGION, REGION_MMAP } from '../../rules/flags.ts';
import type { RegionFacts } from '../../rules/types.ts';
import type { SyscallResult, Syscalls } from '../syscalls.ts';

const PAGE = 4096n;

/** A BAR the kernel lets us map. */
export const isMappable = ({ index, flags, size }: RegionFacts) =>
  index <= REGION.lastBar && size > 0n && (flags & REGION_MMAP) !== 0;

/** BARs mapped for s390_pci_mmio_read and s390_pci_mmio_write. Mapping touches no device; each is mapped once, when first needed. */
export class RegionMaps {
  readonly #kernel: Syscalls;
  readonly #device: number;
  readonly #addresses = new Map<number, bigint>();
  #probed: { readonly missing?: string } | undefined;

  constructor(kernel: Syscalls, device: number) {
    this.#kernel = kernel;
    this.#device = device;
  }

  /**
   * Why BARs cannot be reached this way, if they cannot. Asked once: a read of no bytes, which the kernel refuses as EINVAL
   * before it looks at the device and which other machines do not have at all (ENOSYS).
   */
  probe(regions: readonly RegionFacts[], calls: SyscallRecord[]): { readonly missing?: string } {
    const region = regions.find(isMappable);
    this.#probed ??= { missing: region && this.#missing(region, calls) };
    return this.#probed;
  }

  /** Address of a region in this process. Throws `absent` when the kernel does not map it. */
  address(region: RegionFacts, op: string, calls?: SyscallRecord[]): bigint {
    const known = this.#addresses.get(region.index);
    if (known !== undefined) return known;
    const { address, record } = this.#map(region);
    calls?.push(record);
    if (record.rc < 0) throw notMapped(op, region, record.errno);
    this.#addresses.set(region.index, address);
    return address;
  }

  read(region: RegionFacts, offset: bigint, length: number): SyscallResult {
    return this.#kernel.mmioRead!(this.address(region, 'pcilg') + offset, length);
  }

  write(region: RegionFacts, offset: bigint, data: Uint8Array): SyscallResult {
    return this.#kernel.mmioWrite!(this.address(region, 'pcistb') + offset, data);
  }

  /** To be called before the device is closed. */
  close(): void {
    for (const address of this.#addresses.values()) this.#kernel.unmapRegion?.(address);
    this.#addresses.clear();
  }

  #missing(region: RegionFacts, calls: SyscallRecord[]): string | undefined {
    if (!this.#kernel.mapRegion || !this.#kernel.mmioRead) return 'This target makes no s390_pci_mmio_write calls.';
    try {
      const address = this.address(region, 'target.open', calls);
      const { rc, errno } = this.#kernel.mmioRead(address, 0);
      calls.push({ name: 's390_pci_mmio_read', on: 'device', position: region.offset, length: 0, rc, errno });
      return errno === ERRNO.ENOSYS ? 'This machine has no system call s390_pci_mmio_write.' : undefined;
    } catch (thrown) {
      if (thrown instanceof WorkbenchError) return thrown.message;
      throw thrown;
    }
  }

  #map(region: RegionFacts): { address: bigint; record: SyscallRecord } {
    const length = Number(((region.size + PAGE - 1n) / PAGE) * PAGE);
    const { address, rc, errno } = this.#kernel.mapRegion!(this.#device, region.offset, length);
    return { address, record: { name: 'mmap', on: 'device', position: region.offset, length, rc, errno } };
  }
}

const notMapped = (op: string, { index }: RegionFacts, errno: number) =>
  new WorkbenchError({
    code: 'absent',
    message: `BAR ${index} cannot be mapped: mmap failed with ${errnoName(errno)}.`,
    next: 'Choose another path.',
    op,
    syscall: 'mmap',
    errno,
  });

import { ERRNO } from '../../../../native-bridge/abi/errno.ts';
import { check, mmioRules } from '../../../../native-bridge/rules/index.ts';
import { zpciPieces } from '../../../../native-bridge/rules/splitting.ts';
import { sampleFacts } from '../../../../native-bridge/rules/testing/arbitraries.ts';
import { openFunction } from '../../../../native-bridge/targets/function/index.ts';
import { simulatedHost } from '../../../../native-bridge/targets/sim/machine.ts';
import { SimKernel } from '../../../../native-bridge/targets/sim/process/kernel.ts';
import type { SyscallResult } from '../../../../native-bridge/targets/syscalls.ts';
import type { Target } from '../../../../native-bridge/targets/target.ts';

/** Far from memory and file positions alike: an address is this plus the position in the device's file. */
const MAPPED = 1n << 60n;

/** The simulated kernel with BARs that can be mapped, for the path that s390_pci_mmio_read and s390_pci_mmio_write take. */
class MappedKernel extends SimKernel {
  #device = -1;

  mapRegion(fd: number, offset: bigint) {
    this.#device = fd;
    return { ...this.#answer(0), address: MAPPED + offset };
  }

  unmapRegion(): SyscallResult {
    return this.#answer(0);
  }

  mmioRead(address: bigint, length: number): SyscallResult {
    const refused = this.#refused(address, length);
    if (refused) return refused;
    const out = new Uint8Array(length);
    this.#pieces(address, length, 8, (at, width) => {
      const { out: piece } = this.pread(this.#device, address - MAPPED + BigInt(at), width) as SyscallResult;
      out.set(piece!, at);
    });
    return { ...this.#answer(0), out };
  }

  mmioWrite(address: bigint, data: Uint8Array): SyscallResult {
    const refused = this.#refused(address, data.length);
    if (refused) return refused;
    this.#pieces(address, data.length, 128, (at, width) => {
      this.pwrite(this.#device, address - MAPPED + BigInt(at), data.subarray(at, at + width));
    });
    return this.#answer(0);
  }

  #pieces(address: bigint, length: number, most: number, move: (at: number, width: number) => void): void {
    let at = 0;
    for (const width of zpciPieces(0, address, length, most)) {
      move(at, width);
      at += width;
    }
  }

  #refused(address: bigint, length: number): SyscallResult | undefined {
    const access = { space: 0, offset: address - MAPPED, length, gaddr: 0n };
    const { errno } = check(mmioRules, access, sampleFacts);
    return errno && this.#answer(ERRNO[errno]);
  }

  #answer(errno: number): SyscallResult {
    return { rc: errno === 0 ? 0 : -1, errno, startNs: this.now(), durationNs: 1n };
  }
}

/** The simulated network function with its BAR mapped. */
export const openMapped = (): Promise<Target> =>
  openFunction(new MappedKernel(simulatedHost().host, { clock: 'virtual' }), {
    address: 'mapped:nic',
    title: 'Simulated network function, mapped',
    kind: 'sim',
    bdf: '0010:00:00.0',
    access: { by: 'group', group: '16' },
    byteOrder: 'be',
    host: { bar_width: '8' },
  });

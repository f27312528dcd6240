import type { DmaMemory } from '../../syscalls.ts';

/** Memory of a simulated process: page-aligned areas at the addresses an s390x process would see. */

const PAGE = 4096;
const FIRST_VADDR = 0x3ff_8000_0000n;

interface Area {
  readonly vaddr: bigint;
  readonly bytes: Uint8Array;
}

const holds = ({ vaddr, bytes }: Area, from: bigint, size: bigint) =>
  vaddr <= from && from + size <= vaddr + BigInt(bytes.length);

export class ProcessMemory {
  #areas: Area[] = [];
  #next = FIRST_VADDR;

  /** A zeroed area of `size` bytes rounded up to pages, with an unmapped page behind it. */
  allocate(size: number): DmaMemory {
    const pages = Math.max(1, Math.ceil(size / PAGE));
    const vaddr = this.#next;
    this.#next += BigInt((pages + 1) * PAGE);
    return this.place(vaddr, pages * PAGE);
  }

  /** A zeroed area at a given address. */
  place(vaddr: bigint, size: number): DmaMemory {
    const area: Area = { vaddr, bytes: new Uint8Array(size) };
    this.#areas.push(area);
    return {
      vaddr,
      size,
      read: (at, length) => inside(area.bytes, at, length).slice(),
      write: (at, data) => inside(area.bytes, at, data.length).set(data),
      free: () => {
        this.#areas = this.#areas.filter((one) => one !== area);
      },
    };
  }

  /** Whether every byte from `vaddr` on is memory of this process. */
  readonly owns = (vaddr: bigint, size: bigint): boolean => this.#areas.some((area) => holds(area, vaddr, size));

  /** The live bytes at `vaddr`, or undefined when they are not one piece of this process's memory. */
  view(vaddr: bigint, length: number): Uint8Array | undefined {
    const area = this.#areas.find((one) => holds(one, vaddr, BigInt(length)));
    return area?.bytes.subarray(Number(vaddr - area.vaddr), Number(vaddr - area.vaddr) + length);
  }
}

function inside(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (at >= 0 && at + length <= bytes.length) return bytes.subarray(at, at + length);
  throw new RangeError(`${at} + ${length} leaves a buffer of ${bytes.length} bytes`);
}

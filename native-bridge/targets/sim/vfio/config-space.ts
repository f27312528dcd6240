import { readU16, readU32, writeU16, writeU32 } from '../../../abi/bytes.ts';
import { REGION } from '../../../rules/flags.ts';
import {
  type FunctionIdentity,
  IO_RESOURCE,
  MEM_64_RESOURCE,
  MEM_RESOURCE,
  PREFETCH_RESOURCE,
} from '../zpci/identity.ts';

/**
 * Configuration space as a VFIO driver shows it: what the function states, with the fields that user space may change behind a mask.
 * Everything is little-endian. Source: vfio_pci_config.c and reads before and after open on s390x.
 */

const COMMAND = 4;
const COMMAND_MEMORY = 2;
const COMMAND_MASTER = 4;
/** Interrupt disable, in the upper byte. */
const COMMAND_INTX_OFF = 4;
const STATUS = 6;
const STATUS_CAP_LIST = 0x10;
const BAR_0 = 0x10;
const ROM = 0x30;
const ROM_ENABLE = 1;
const CAP_POINTER = 0x34;
const INTERRUPT_LINE = 0x3c;
const INTERRUPT_PIN = 0x3d;

const CAP_POWER = 1;
export const CAP_MSI = 5;
export const CAP_EXPRESS = 0x10;
export const CAP_MSIX = 0x11;

/** Bytes of the standard header that go to the function as written: command, cache line size, latency timer, BIST, interrupt line. */
const WRITABLE_HEADER: readonly [at: number, mask: number][] = [
  [COMMAND, 0x47],
  [COMMAND + 1, 0x05],
  [0x0c, 0xff],
  [0x0d, 0xff],
  [0x0f, 0xff],
  [INTERRUPT_LINE, 0xff],
];

/** Capability id -> fields user space may write, relative to the capability. MSI-X has none: SET_IRQS owns it. */
const WRITABLE_CAPS: Readonly<Record<number, readonly [at: number, mask: number][]>> = {
  [CAP_POWER]: [[4, 0x03]],
  [CAP_MSI]: [
    [2, 0x70],
    [4, 0xfc],
    [5, 0xff],
    [6, 0xff],
    [7, 0xff],
    [8, 0xff],
    [9, 0xff],
    [10, 0xff],
    [11, 0xff],
    [12, 0xff],
    [13, 0xff],
  ],
  [CAP_EXPRESS]: [
    [8, 0xff],
    [9, 0x7d],
    [0x28, 0xdf],
  ],
};

/** Offset of a capability, or undefined. The walk is bounded: a chain that loops ends. */
export function findCapability(config: Uint8Array, id: number): number | undefined {
  if (config.length < 0x40 || !(readU16(config, STATUS, 'le') & STATUS_CAP_LIST)) return undefined;
  let at = config[CAP_POINTER]! & ~3;
  for (let steps = 0; at >= 0x40 && at + 1 < config.length && steps < 48; steps++) {
    if (config[at] === id) return at;
    at = config[at + 1]! & ~3;
  }
  return undefined;
}

export class ConfigSpace {
  readonly bytes: Uint8Array;
  readonly #writable: Uint8Array;
  readonly #alwaysDecodes: boolean;
  readonly #power: number | undefined;

  constructor(identity: FunctionIdentity) {
    this.bytes = identity.config.slice();
    this.#writable = new Uint8Array(this.bytes.length);
    this.#alwaysDecodes = identity.vfn !== 0;
    this.#power = findCapability(this.bytes, CAP_POWER);
    this.#openHeader(identity);
    this.#openBars(identity);
    this.#openRom(identity.bars[REGION.rom]?.size ?? 0n);
    this.#openCapabilities();
  }

  /** Memory decoding as the driver sees it: virtual functions have no such bit. A function in D3hot decodes nothing. */
  get memoryEnabled(): boolean {
    return this.#poweredUp() && (this.#alwaysDecodes || (this.bytes[COMMAND]! & COMMAND_MEMORY) !== 0);
  }

  read(offset: number, length: number): Uint8Array {
    return this.bytes.slice(offset, offset + length);
  }

  write(offset: number, data: Uint8Array): void {
    for (const [index, byte] of data.entries()) {
      const mask = this.#writable[offset + index]!;
      this.bytes[offset + index] = (this.bytes[offset + index]! & ~mask) | (byte & mask);
    }
  }

  /** Sets or clears a bit of a capability that the driver, not user space, changes. */
  setFlag(capability: number, at: number, mask: number, on: boolean): void {
    const cap = findCapability(this.bytes, capability);
    if (cap === undefined) return;
    const flags = readU16(this.bytes, cap + at, 'le');
    writeU16(this.bytes, cap + at, on ? flags | mask : flags & ~mask, 'le');
  }

  /** Opening enables memory decoding, stops bus mastering, and hides INTx, which s390x does not have. */
  #openHeader({ bars }: FunctionIdentity): void {
    const decodes = bars.some(({ size, flags }) => size > 0n && flags & MEM_RESOURCE);
    this.bytes[COMMAND] = (this.bytes[COMMAND]! & ~COMMAND_MASTER) | (decodes ? COMMAND_MEMORY : 0);
    this.bytes[COMMAND + 1]! &= ~COMMAND_INTX_OFF;
    this.bytes[INTERRUPT_PIN] = 0;
    for (const [at, mask] of WRITABLE_HEADER) this.#writable[at] = mask;
  }

  /** BARs keep their type bits and take any address a multiple of their size; what the machine did not map reads as 0. */
  #openBars({ bars }: FunctionIdentity): void {
    for (let index = 0; index < 6; index++) {
      const { size, flags } = bars[index]!;
      const wide = size > 0n && (flags & MEM_64_RESOURCE) !== 0;
      this.#openBar(BAR_0 + 4 * index, size, flags);
      if (wide) this.#openUpperHalf(BAR_0 + 4 * ++index, size);
    }
  }

  /** The ROM register keeps its enable bit; without a ROM it reads as 0. */
  #openRom(size: bigint): void {
    const mask = size > 0n ? (Number(BigInt.asUintN(32, -size)) | ROM_ENABLE) >>> 0 : 0;
    writeU32(this.bytes, ROM, (readU32(this.bytes, ROM, 'le') & mask) >>> 0, 'le');
    writeU32(this.#writable, ROM, mask, 'le');
  }

  #openBar(at: number, size: bigint, flags: number): void {
    const mask = size > 0n ? Number(BigInt.asUintN(32, -size)) & ~0xf : 0;
    const value = (readU32(this.bytes, at, 'le') & mask) | (size > 0n ? barType(flags) : 0);
    writeU32(this.bytes, at, value >>> 0, 'le');
    writeU32(this.#writable, at, mask >>> 0, 'le');
  }

  #openUpperHalf(at: number, size: bigint): void {
    const mask = Number(BigInt.asUintN(64, -size) >> 32n);
    writeU32(this.bytes, at, (readU32(this.bytes, at, 'le') & mask) >>> 0, 'le');
    writeU32(this.#writable, at, mask, 'le');
  }

  #openCapabilities(): void {
    for (const [id, fields] of Object.entries(WRITABLE_CAPS)) {
      const cap = findCapability(this.bytes, Number(id));
      if (cap === undefined) continue;
      for (const [at, mask] of fields) this.#writable[cap + at] = mask;
    }
    this.#hidePowerEvents();
  }

  /** PME is the host's: support, enable and status read as 0. */
  #hidePowerEvents(): void {
    const cap = this.#power;
    if (cap === undefined) return;
    writeU16(this.bytes, cap + 2, readU16(this.bytes, cap + 2, 'le') & 0x07ff, 'le');
    writeU16(this.bytes, cap + 4, readU16(this.bytes, cap + 4, 'le') & 0x7eff, 'le');
  }

  #poweredUp(): boolean {
    return this.#power === undefined || (this.bytes[this.#power + 4]! & 3) !== 3;
  }
}

function barType(flags: number): number {
  if (flags & IO_RESOURCE) return 1;
  return (flags & PREFETCH_RESOURCE ? 8 : 0) | (flags & MEM_64_RESOURCE ? 4 : 0);
}

import { writeU16, writeU32 } from '../../../abi/bytes.ts';
import { type BarResource, IO_RESOURCE, MEM_64_RESOURCE, PREFETCH_RESOURCE } from './identity.ts';

/** Configuration space of a function before any driver touched it, from its description. Little-endian. */

export interface ConfigDescription {
  readonly vendor: number;
  readonly device: number;
  readonly subsystemVendor: number;
  readonly subsystem: number;
  /** 24-bit class code. */
  readonly classCode: number;
  readonly revision: number;
  readonly bars: readonly BarResource[];
  /** 0x100, or 0x1000 for functions with extended capabilities. */
  readonly size: number;
  /** Standard capabilities in chain order: place and bytes; the first byte is the id, the second is filled in. */
  readonly caps: readonly { readonly at: number; readonly bytes: readonly number[] }[];
  /** Extended capabilities: place and bytes, header included. */
  readonly extended?: readonly { readonly at: number; readonly bytes: readonly number[] }[];
}

const STATUS_CAP_LIST = 0x10;

export function configImage(description: ConfigDescription): Uint8Array {
  const { vendor, device, subsystemVendor, subsystem, classCode, revision, size } = description;
  const config = new Uint8Array(size);
  writeU16(config, 0, vendor, 'le');
  writeU16(config, 2, device, 'le');
  writeU16(config, 6, STATUS_CAP_LIST, 'le');
  writeU32(config, 8, ((classCode << 8) | revision) >>> 0, 'le');
  writeU16(config, 0x2c, subsystemVendor, 'le');
  writeU16(config, 0x2e, subsystem, 'le');
  for (const [index, bar] of description.bars.slice(0, 6).entries()) {
    if (bar.size > 0n) config[0x10 + 4 * index] = typeBits(bar.flags);
  }
  chain(config, description.caps);
  for (const { at, bytes } of description.extended ?? []) config.set(bytes, at);
  return config;
}

const typeBits = (flags: number) =>
  flags & IO_RESOURCE ? 1 : (flags & PREFETCH_RESOURCE ? 8 : 0) | (flags & MEM_64_RESOURCE ? 4 : 0);

function chain(config: Uint8Array, caps: ConfigDescription['caps']): void {
  let pointer = 0x34;
  for (const { at, bytes } of caps) {
    config.set(bytes, at);
    config[pointer] = at;
    pointer = at + 1;
  }
  config[pointer] = 0;
}

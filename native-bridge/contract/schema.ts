import * as z from 'zod';
import { parseHex, parseUnsigned } from '../abi/hex.ts';

/**
 * Schema pieces shared by requests, bridge messages and app messages. Each accepts the wire form (bigint, bytes) and the JSON form
 * (`"0x..."`, hex strings) and gives the wire form, so one schema serves the wire, program files and `--json`.
 */

const U64_MAX = 0xffff_ffff_ffff_ffffn;

/** Unsigned 64-bit value: bigint, safe integer, or `"0x..."`/decimal text. Gives bigint. */
export const u64 = z
  .union([z.bigint(), z.int().nonnegative(), z.string()])
  .transform((value, context) => {
    const number = typeof value === 'string' ? parseUnsigned(value) : BigInt(value);
    if (number !== undefined && number >= 0n && number <= U64_MAX) return number;
    context.addIssue({ code: 'custom', message: 'expected an unsigned 64-bit number, as 0x... or decimal' });
    return z.NEVER;
  })
  .meta({ id: 'u64', description: 'Unsigned 64-bit number: an integer, or text such as "0x1_0000_0000"' });

/** Unsigned 32-bit value given as number or text. Gives number. */
export const u32 = z
  .union([z.int().nonnegative(), z.string()])
  .transform((value, context) => {
    const number = typeof value === 'string' ? parseUnsigned(value) : BigInt(value);
    if (number !== undefined && number <= 0xffff_ffffn) return Number(number);
    context.addIssue({ code: 'custom', message: 'expected an unsigned 32-bit number, as 0x... or decimal' });
    return z.NEVER;
  })
  .meta({ id: 'u32', description: 'Unsigned 32-bit number: an integer, or text such as "0x20"' });

/** Bytes as they come over the wire, whatever memory lies behind them. */
export const rawBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes');

/** Bytes: a Uint8Array, or a hex string (blanks and underscores allowed). Gives Uint8Array. */
export const bytes = z
  .union([rawBytes, z.string()])
  .transform((value, context) => {
    const parsed = typeof value === 'string' ? parseHex(value) : value;
    if (parsed) return parsed;
    context.addIssue({ code: 'custom', message: 'expected bytes as a hex string' });
    return z.NEVER;
  })
  .meta({ id: 'bytes', description: 'Bytes as a hex string; blanks and underscores are ignored' });

/** Nanoseconds as bigint (clock readings) on the wire. */
export const ns = z.bigint();

export const byteOrder = z.enum(['be', 'le']);
export const storePath = z.enum(['ism-vfio-pci', 'zpci-io', 'vfio-bar', 'mmio']);
export const iommuBackend = z.enum(['type1', 'type1v2', 'iommufd']);

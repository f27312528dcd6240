import { readU16, readU32, readU64 } from '../../../native-bridge/abi/bytes.ts';
import type { ByteOrder } from '../../../native-bridge/abi/types.ts';

/** One number at the cursor, read both ways; undefined where fewer bytes are left than the type needs. */
export interface Reading {
  readonly type: 'u8' | 'u16' | 'u32' | 'u64';
  readonly be?: number | bigint;
  readonly le?: number | bigint;
}

const readers: readonly {
  readonly type: Reading['type'];
  readonly size: number;
  readonly read: (bytes: Uint8Array, at: number, order: ByteOrder) => number | bigint;
}[] = [
  { type: 'u8', size: 1, read: (bytes, at) => bytes[at]! },
  { type: 'u16', size: 2, read: readU16 },
  { type: 'u32', size: 4, read: readU32 },
  { type: 'u64', size: 8, read: readU64 },
];

/** What the bytes at `at` are as unsigned numbers, big-endian (the s390x host's order) and little-endian (PCI's). */
export function inspect(bytes: Uint8Array, at: number): readonly Reading[] {
  return readers.map(({ type, size, read }) =>
    at >= 0 && at + size <= bytes.length ? { type, be: read(bytes, at, 'be'), le: read(bytes, at, 'le') } : { type },
  );
}

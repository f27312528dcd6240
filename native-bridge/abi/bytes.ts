import type { ByteOrder } from './types.ts';

/** Byte-wise reads and writes with an explicit byte order. Unaligned offsets are legal: VFIO chains are only 4-aligned before Linux 6.6. */

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const readU16 = (bytes: Uint8Array, offset: number, order: ByteOrder) =>
  view(bytes).getUint16(offset, order === 'le');
export const readU32 = (bytes: Uint8Array, offset: number, order: ByteOrder) =>
  view(bytes).getUint32(offset, order === 'le');
export const readS32 = (bytes: Uint8Array, offset: number, order: ByteOrder) =>
  view(bytes).getInt32(offset, order === 'le');
export const readU64 = (bytes: Uint8Array, offset: number, order: ByteOrder) =>
  view(bytes).getBigUint64(offset, order === 'le');

export const writeU16 = (bytes: Uint8Array, offset: number, value: number, order: ByteOrder) =>
  view(bytes).setUint16(offset, value, order === 'le');
export const writeU32 = (bytes: Uint8Array, offset: number, value: number, order: ByteOrder) =>
  view(bytes).setUint32(offset, value, order === 'le');
export const writeS32 = (bytes: Uint8Array, offset: number, value: number, order: ByteOrder) =>
  view(bytes).setInt32(offset, value, order === 'le');
export const writeU64 = (bytes: Uint8Array, offset: number, value: bigint, order: ByteOrder) =>
  view(bytes).setBigUint64(offset, value, order === 'le');

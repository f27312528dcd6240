import { readS32, readU16, readU32, readU64, writeS32, writeU16, writeU32, writeU64 } from './bytes.ts';
import { fromEbcdic, toEbcdic } from './ebcdic.ts';
import { parseHex } from './hex.ts';
import type { ByteOrder, FieldSpec, FieldType, FieldValue } from './types.ts';

/** One field in and out of bytes: the only place that knows the field types. */

const WIDTH: Readonly<Record<FieldType, number>> = {
  u8: 1,
  u16: 2,
  u24: 3,
  u32: 4,
  s32: 4,
  u64: 8,
  bytes: 0,
  ebcdic: 0,
};

/** Bytes the field occupies; for a field whose length another field gives, its declared (usual) length. */
export function fieldLength(field: FieldSpec): number {
  return field.length ?? WIDTH[field.type];
}

const shiftOf = (mask: number, shift?: number) => shift ?? 31 - Math.clz32(mask & -mask);

const unmask = (word: number, { mask, shift }: FieldSpec) =>
  mask === undefined ? word : (word & mask) >>> shiftOf(mask, shift);

/** The value at `at`. The caller has checked that `length` bytes are there. */
export function readField(
  field: FieldSpec,
  bytes: Uint8Array,
  at: number,
  length: number,
  order: ByteOrder,
): FieldValue {
  const effective = field.byteOrder ?? order;
  switch (field.type) {
    case 'u8':
      return unmask(bytes[at]!, field);
    case 'u16':
      return unmask(readU16(bytes, at, effective), field);
    case 'u24':
      return unmask(readU24(bytes, at, effective), field);
    case 'u32':
      return unmask(readU32(bytes, at, effective), field);
    case 's32':
      return readS32(bytes, at, effective);
    case 'u64':
      return readU64(bytes, at, effective);
    case 'bytes':
      return bytes.slice(at, at + length);
    case 'ebcdic':
      return fromEbcdic(bytes.subarray(at, at + length));
  }
}

/** Puts `value` at `at`, leaving the other bits of a shared word alone. Too wide a number is cut to the field's width. */
export function writeField(field: FieldSpec, bytes: Uint8Array, at: number, value: FieldValue, order: ByteOrder): void {
  const effective = field.byteOrder ?? order;
  switch (field.type) {
    case 'u8':
      bytes[at] = merged(field, bytes[at]!, value);
      break;
    case 'u16':
      writeU16(bytes, at, merged(field, readU16(bytes, at, effective), value), effective);
      break;
    case 'u24':
      writeU24(bytes, at, merged(field, readU24(bytes, at, effective), value), effective);
      break;
    case 'u32':
      writeU32(bytes, at, merged(field, readU32(bytes, at, effective), value), effective);
      break;
    case 's32':
      writeS32(bytes, at, Number(value), effective);
      break;
    case 'u64':
      writeU64(bytes, at, BigInt(value as bigint | number), effective);
      break;
    default:
      bytes.set(rawBytes(field, value), at);
  }
}

/**
 * Bytes of a `bytes` value (raw, or hex text) or an `ebcdic` value (raw, or text padded with blanks), cut to the field unless another
 * field gives its length.
 */
export function rawBytes(field: FieldSpec, value: FieldValue): Uint8Array {
  const length = fieldLength(field);
  const raw = value instanceof Uint8Array ? value : textBytes(field, String(value), length);
  return field.lengthFrom ? raw : raw.subarray(0, length);
}

const textBytes = (field: FieldSpec, text: string, length: number) =>
  field.type === 'ebcdic' ? toEbcdic(text, length) : (parseHex(text) ?? new Uint8Array(0));

function merged({ mask, shift }: FieldSpec, word: number, value: FieldValue): number {
  const number = Number(value);
  return mask === undefined ? number : (word & ~mask) | ((number << shiftOf(mask, shift)) & mask);
}

function readU24(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const [first, middle, last] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
  return order === 'be' ? (first << 16) | (middle << 8) | last : (last << 16) | (middle << 8) | first;
}

function writeU24(bytes: Uint8Array, at: number, value: number, order: ByteOrder): void {
  const octets = [value >> 16, value >> 8, value];
  bytes.set(order === 'be' ? octets : octets.reverse(), at);
}

import { readField } from './field.ts';
import type { Structure } from './kinds.ts';
import { decodeFields } from './layout.ts';
import { placed } from './place.ts';
import type { ByteOrder, FieldSpec, Layout } from './types.ts';

/**
 * Byte order of captured bytes when nobody says it. Lengths, counts and flags are small numbers: in the wrong order the first field
 * that differs reads as a huge one.
 */
export function probeByteOrder({ order, plausible }: Structure, layout: Layout, bytes: Uint8Array): ByteOrder {
  if (order) return order;
  if (plausible)
    return !plausible(decodeFields(layout, bytes, 'be')) && plausible(decodeFields(layout, bytes, 'le')) ? 'le' : 'be';
  for (const field of layout.fields) {
    const difference = bitLength(field, bytes, 'be') - bitLength(field, bytes, 'le');
    if (difference !== 0) return difference < 0 ? 'be' : 'le';
  }
  return 'be';
}

function bitLength(field: FieldSpec, bytes: Uint8Array, order: ByteOrder): number {
  const place = placed(field, 0, bytes.length, {});
  if (!place || field.lengthFrom) return 0;
  const value = readField({ ...field, mask: undefined }, bytes, place.at, place.length, order);
  if (typeof value === 'number') return 32 - Math.clz32(value);
  return typeof value === 'bigint' ? value.toString(2).length : 0;
}

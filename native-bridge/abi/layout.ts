import { fieldLength, rawBytes, readField, writeField } from './field.ts';
import { listCount, placed } from './place.ts';
import type { ByteOrder, FieldSpec, FieldValue, FieldValues, Layout, ListSpec } from './types.ts';

export { fieldNodes } from './nodes.ts';

/** Bytes <-> values of one layout. Every function takes the byte order; none throws on short data. */

const present = (value: FieldValues[string] | undefined): value is FieldValue =>
  value !== undefined && !Array.isArray(value);

/**
 * Bytes of a structure, `layout.size` long plus what its list or variable-length field adds. Missing values are 0; a missing count or
 * length is filled from the list or bytes it describes. Values too wide for their field are cut.
 */
export function encode(layout: Layout, values: FieldValues, order: ByteOrder): Uint8Array {
  const counted = withCounts(layout, values);
  const bytes = new Uint8Array(encodedSize(layout, counted));
  for (const field of layout.fields) {
    const value = counted[field.name];
    if (present(value)) writeField(field, bytes, field.offset, value, order);
  }
  encodeList(layout.list, counted, bytes, order);
  return bytes;
}

function withCounts({ fields, list }: Layout, values: FieldValues): FieldValues {
  const counts: Record<string, FieldValue> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.lengthFrom && present(value)) counts[field.lengthFrom] = rawBytes(field, value).length;
  }
  if (list) counts[list.countFrom] = listOf(list, values).length;
  return { ...counts, ...values };
}

function encodedSize({ size, fields, list }: Layout, values: FieldValues): number {
  const ends = fields.map((field) => field.offset + encodedLength(field, values));
  const listEnd = list ? list.offset + listOf(list, values).length * list.element.size : 0;
  return Math.max(size, listEnd, ...ends);
}

function encodedLength(field: FieldSpec, values: FieldValues): number {
  const value = values[field.name];
  return field.lengthFrom && present(value) ? rawBytes(field, value).length : fieldLength(field);
}

const listOf = (list: ListSpec, values: FieldValues) => (values[list.name] ?? []) as readonly FieldValues[];

function encodeList(list: ListSpec | undefined, values: FieldValues, bytes: Uint8Array, order: ByteOrder): void {
  if (!list) return;
  for (const [index, element] of listOf(list, values).entries())
    bytes.set(encode(list.element, element, order), list.offset + index * list.element.size);
}

/**
 * Values by field name, reserved fields left out. Bytes past `end` (default: the buffer's) do not count: a field that is not wholly
 * there is absent, a variable-length one is clipped.
 */
export function decodeFields(
  layout: Layout,
  bytes: Uint8Array,
  order: ByteOrder,
  base = 0,
  end = bytes.length,
): Record<string, FieldValue | readonly FieldValues[]> {
  const values: Record<string, FieldValue | readonly FieldValues[]> = {};
  for (const field of layout.fields) {
    if (field.reserved) continue;
    const place = placed(field, base, end, values);
    if (place) values[field.name] = readField(field, bytes, place.at, place.length, order);
  }
  if (layout.list) values[layout.list.name] = decodeList(layout.list, bytes, order, base, end, values);
  return values;
}

function decodeList(
  list: ListSpec,
  bytes: Uint8Array,
  order: ByteOrder,
  base: number,
  end: number,
  values: FieldValues,
): FieldValues[] {
  const start = base + list.offset;
  return Array.from({ length: listCount(list, base, end, values) }, (_, index) =>
    decodeFields(list.element, bytes, order, start + index * list.element.size, end),
  );
}

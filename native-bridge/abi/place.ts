import { fieldLength } from './field.ts';
import type { FieldSpec, FieldValues, ListSpec } from './types.ts';

/** Where the fields and list elements of a layout lie in bytes that may be cut short. */

/** Elements of one list that are decoded and shown; what lies beyond stays bytes. */
export const MAX_LIST_ELEMENTS = 1024;

/** Where a field lies when the structure starts at `base` and may use bytes up to `end`; undefined when it does not fit. */
export function placed(
  field: FieldSpec,
  base: number,
  end: number,
  values: FieldValues,
): { readonly at: number; readonly length: number } | undefined {
  const at = base + field.offset;
  const declared = field.lengthFrom ? Number(values[field.lengthFrom] ?? 0) : fieldLength(field);
  const length = field.lengthFrom ? Math.max(0, Math.min(declared, end - at)) : declared;
  return at + length <= end ? { at, length } : undefined;
}

/** Elements of the list that fit between its offset and `end`, at most `MAX_LIST_ELEMENTS`. */
export function listCount(list: ListSpec, base: number, end: number, values: FieldValues): number {
  const room = Math.max(0, Math.floor((end - base - list.offset) / list.element.size));
  return Math.min(Number(values[list.countFrom] ?? 0), room, MAX_LIST_ELEMENTS);
}

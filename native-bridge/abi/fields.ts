import type { FieldSpec, FieldType, Layout } from './types.ts';

/** Short constructors that keep layout tables one line per field: `u32('argsz', 0, { show: 'dec' })`. */

type Rest = Omit<FieldSpec, 'name' | 'type' | 'offset'>;

const numeric =
  (type: FieldType) =>
  (name: string, offset: number, rest: Rest = {}): FieldSpec => ({ name, type, offset, ...rest });

export const u8 = numeric('u8');
export const u16 = numeric('u16');
export const u24 = numeric('u24');
export const u32 = numeric('u32');
export const s32 = numeric('s32');
export const u64 = numeric('u64');

export const raw = (name: string, offset: number, length: number, rest: Rest = {}): FieldSpec => ({
  name,
  type: 'bytes',
  offset,
  length,
  ...rest,
});

export const ebcdic = (name: string, offset: number, length: number, rest: Rest = {}): FieldSpec => ({
  name,
  type: 'ebcdic',
  offset,
  length,
  ...rest,
});

export const reserved = (offset: number, length: number): FieldSpec =>
  raw(`reserved@${offset}`, offset, length, { reserved: true });

/** The first word of every VFIO structure. */
export const argsz = u32('argsz', 0, {
  doc: 'Bytes the caller offers; in an answer, bytes the kernel has or would need.',
});

/** The first word of every iommufd structure. */
export const size = u32('size', 0, { doc: 'Bytes of the structure as the caller knows it.' });

/** `outer` with the fields of `inner` from byte `at` on, named `prefix.field`. */
export const embed = (outer: Layout, inner: Layout, at: number, prefix: string): Layout => ({
  ...outer,
  size: at + inner.size,
  fields: [
    ...outer.fields,
    ...inner.fields.map((field) => ({ ...field, name: `${prefix}.${field.name}`, offset: at + field.offset })),
  ],
});

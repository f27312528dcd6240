import * as z from 'zod';
import { fillSchema } from '../../../native-bridge/contract/fills.ts';
import { bytes, storePath, u32, u64 } from '../../../native-bridge/contract/schema.ts';

/** What a form needs to know about the fields of a request, read from the request's own schema. */

export type FieldType = 'number' | 'bytes' | 'boolean' | 'name' | 'path' | 'choice' | 'group' | 'fill';

export interface FieldForm {
  readonly name: string;
  readonly type: FieldType;
  /** May be left out. */
  readonly optional: boolean;
  /** Used when left out, as text. */
  readonly fallback?: string;
  readonly choices?: readonly string[];
  /** Fields of a group. */
  readonly fields?: readonly FieldForm[];
  /** What is wrong with a number that the field does not take, in words. */
  readonly problemOf?: (value: bigint) => string | undefined;
}

interface Unwrapped {
  readonly schema: z.ZodType;
  readonly optional: boolean;
  readonly fallback?: unknown;
}

function unwrap(schema: z.ZodType): Unwrapped {
  if (schema instanceof z.ZodDefault) {
    const inner = unwrap(schema.unwrap() as z.ZodType);
    return { ...inner, optional: true, fallback: schema.def.defaultValue };
  }
  if (schema instanceof z.ZodOptional) return { ...unwrap(schema.unwrap() as z.ZodType), optional: true };
  return { schema, optional: false };
}

type Shape = Pick<FieldForm, 'type' | 'choices' | 'fields' | 'problemOf'>;

function shapeOf(schema: z.ZodType): Shape {
  if (schema === u64 || schema === u32 || schema instanceof z.ZodNumber)
    return { type: 'number', problemOf: (value) => problemIn(schema, value) };
  if (schema === fillSchema) return { type: 'fill' };
  if (schema === bytes) return { type: 'bytes' };
  if (schema === storePath) return { type: 'path' };
  if (schema instanceof z.ZodBoolean) return { type: 'boolean' };
  if (schema instanceof z.ZodEnum) return { type: 'choice', choices: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { type: 'choice', choices: [...schema.values].map(String) };
  if (schema instanceof z.ZodObject) return { type: 'group', fields: fieldsOf(schema) };
  return { type: 'name' };
}

/** What the schema of a number finds wrong with a value. */
function problemIn(schema: z.ZodType, value: bigint): string | undefined {
  const number = value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  const parsed = schema.safeParse(number);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

const fallbackText = (fallback: unknown) => (fallback === undefined ? undefined : String(fallback));

/** The fields of a request schema in its order, `kind` left out; the store path, which has a default, comes last. */
export function fieldsOf(schema: z.ZodType): readonly FieldForm[] {
  const { shape } = schema as z.ZodObject;
  return Object.entries(shape)
    .filter(([name]) => name !== 'kind' && name !== 'pattern')
    .map(([name, field]) => {
      const { schema: inner, optional, fallback } = unwrap(field as z.ZodType);
      return { name, optional, fallback: fallbackText(fallback), ...shapeOf(inner) };
    })
    .sort((a, b) => Number(a.type === 'path') - Number(b.type === 'path'));
}

/** What a required field begins with, by its name; other numbers begin at 0. */
const beginnings: Readonly<Record<string, unknown>> = {
  length: 8,
  size: 4096,
  count: 1,
  buffer: 'dmb',
  iova: '0x1_0000_0000',
  data: '00000000',
  fill: { pattern: 'zero' },
};

/** The fields with every required one that is missing begun. */
export function begun(fields: readonly FieldForm[], step: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const missing = missingFields(fields, step).map(({ name }) => [name, beginnings[name] ?? '0x0']);
  return { ...step, ...Object.fromEntries(missing) };
}

/** Required fields that nothing was typed into. */
export const missingFields = (fields: readonly FieldForm[], step: Readonly<Record<string, unknown>>) =>
  fields.filter(({ name, optional }) => !optional && step[name] === undefined);

/** The step with a field set; an empty field is left out so that its default holds. */
export function withField(step: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _, ...rest } = step;
  return value === undefined || value === '' ? rest : { ...step, [name]: value };
}

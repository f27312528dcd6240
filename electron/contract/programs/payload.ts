import * as z from 'zod';
import { parseHex } from '../../../native-bridge/abi/hex.ts';
import { type Fill, fillBytes, fillSchema } from '../../../native-bridge/contract/fills.ts';
import { issueLine } from '../../../native-bridge/contract/issue-line.ts';
import { MAX_TRANSFER_BYTES } from '../../../native-bridge/contract/limits.ts';
import { badProgram, embed, evaluate, type Variables } from './expression.ts';

/**
 * Bytes as a program writes them: hex with variables in it, or a fill with its length, so that a page of a counter takes one line:
 * `{"pattern": "counter", "width": 4, "length": 4096}`.
 */

const lengthSchema = z.int().min(0).max(MAX_TRANSFER_BYTES);

/** A fill as written: its values may be expressions. */
export const writtenFill = z
  .looseObject({ pattern: z.string(), length: z.union([z.number(), z.string()]) })
  .meta({ id: 'fill', description: 'A pattern with what it needs, and how many bytes it makes' });
export type WrittenFill = z.infer<typeof writtenFill>;

export type WrittenBytes = string | WrittenFill;

/** Parameters of a fill that are words or hex, not numbers. */
const WORDS = new Set(['pattern', 'order', 'data']);

export const isFill = (value: unknown): value is WrittenFill =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'length' in value;

/** A fill and its length with the variables put in. Throws `bad-program`, `unknown-variable`, UnknownYet. */
export function resolveFill(
  written: WrittenFill,
  variables: Variables,
): { readonly fill: Fill; readonly length: number } {
  const { length, ...rest } = written;
  const values = Object.entries(rest).map(([name, value]) => [name, resolveValue(name, value, variables)] as const);
  const fill = fillSchema.safeParse(Object.fromEntries(values));
  if (!fill.success) throw badProgram(`${issueLine(fill.error)}.`);
  const wanted = lengthSchema.safeParse(Number(evaluate(length, variables)));
  if (!wanted.success) throw badProgram(`length: ${length} is not 0 to ${MAX_TRANSFER_BYTES}.`);
  return { fill: fill.data, length: wanted.data };
}

function resolveValue(name: string, value: unknown, variables: Variables): unknown {
  if (typeof value !== 'string') return value;
  if (name === 'data') return embed(value, variables);
  return WORDS.has(name) ? value : narrowed(evaluate(value, variables));
}

/** Bytes of a payload or of what is expected. Throws `bad-program`, `unknown-variable`, UnknownYet. */
export function resolveBytes(written: WrittenBytes, variables: Variables): Uint8Array {
  if (typeof written !== 'string') {
    const { fill, length } = resolveFill(written, variables);
    return fillBytes(fill, length);
  }
  const bytes = parseHex(embed(written, variables));
  if (!bytes) throw badProgram(`"${written.length > 80 ? `${written.slice(0, 80)}…` : written}" is not hex.`);
  return bytes;
}

/** Integers as the request schemas take them: numbers where exact, bigint beyond. */
export const narrowed = (value: bigint) => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value);

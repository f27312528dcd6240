import * as z from 'zod';
import { writeU16, writeU32, writeU64 } from '../abi/bytes.ts';
import type { ByteOrder } from '../abi/types.ts';
import { byteOrder, bytes, u32, u64 } from './schema.ts';

/** Patterns that fill memory or a payload. The same description gives the same bytes everywhere. Adding one is a schema and a line in `writers`. */

/** Bytes of one number of a pattern, and their order. */
const word = {
  width: z.literal([1, 2, 4, 8]).default(1),
  order: byteOrder.default('be'),
};

const fills = [
  z.strictObject({ pattern: z.literal('zero') }),
  z.strictObject({ pattern: z.literal('ones') }),
  z.strictObject({ pattern: z.literal('byte'), value: z.int().min(0).max(255) }),
  /** Each number is one more than the last, wrapping at its width. */
  z.strictObject({ pattern: z.literal('counter'), start: u64.default(0n), ...word }),
  /** One bit set in each number, the lowest first, the next one in the next number. */
  z.strictObject({ pattern: z.literal('walking-ones'), ...word }),
  /** Each number is its own address: `start` plus its offset in the filled bytes. */
  z.strictObject({
    pattern: z.literal('address'),
    start: u64.default(0n),
    width: z.literal([4, 8]).default(8),
    order: word.order,
  }),
  z.strictObject({ pattern: z.literal('random'), seed: u32 }),
  /** The bytes, repeated. */
  z.strictObject({ pattern: z.literal('data'), data: bytes }),
] as const;

/** How memory is filled. */
export const fillSchema = z.discriminatedUnion('pattern', fills);
export type Fill = z.output<typeof fillSchema>;
export type FillPattern = Fill['pattern'];

/** The schema of each pattern, in the order a person is offered them. */
export const fillSchemas: ReadonlyMap<FillPattern, z.ZodType> = new Map(
  fills.map((schema) => [schema.shape.pattern.value, schema]),
);

type Writer<Pattern> = (bytes: Uint8Array, fill: Extract<Fill, { pattern: Pattern }>) => void;

const writers: { readonly [Pattern in FillPattern]: Writer<Pattern> } = {
  zero: () => {},
  ones: (bytes) => void bytes.fill(0xff),
  byte: (bytes, { value }) => void bytes.fill(value),
  counter: (bytes, { start, ...words }) => numbers(bytes, words, (index) => start + index),
  'walking-ones': (bytes, words) => numbers(bytes, words, (index) => 1n << (index % BigInt(8 * words.width))),
  address: (bytes, { start, ...words }) => numbers(bytes, words, (index) => start + index * BigInt(words.width)),
  random: (bytes, { seed }) => scatter(bytes, seed),
  data: (bytes, { data }) => repeat(bytes, data),
};

/** The bytes a fill puts into `length` bytes of memory. A number that does not fit the end is cut. */
export function fillBytes(fill: Fill, length: number): Uint8Array {
  const filled = new Uint8Array(length);
  (writers[fill.pattern] as Writer<FillPattern>)(filled, fill);
  return filled;
}

/** Counter pattern: each byte one more than the last, wrapping at 256. */
export function counterBytes(length: number, start = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = start + i;
  return bytes;
}

/** Numbers one behind the other, cut to `width` bytes. */
function numbers(
  bytes: Uint8Array,
  { width, order }: { readonly width: number; readonly order: ByteOrder },
  valueAt: (index: bigint) => bigint,
): void {
  const room = new Uint8Array(Math.ceil(bytes.length / width) * width);
  const bits = 8 * width;
  for (let at = 0, index = 0n; at < room.length; at += width, index++)
    writeWord(room, at, BigInt.asUintN(bits, valueAt(index)), width, order);
  bytes.set(room.subarray(0, bytes.length));
}

/** Puts an unsigned number of `width` bytes (1, 2, 4 or 8) at `at`. */
export function writeWord(bytes: Uint8Array, at: number, value: bigint, width: number, order: ByteOrder): void {
  if (width === 8) writeU64(bytes, at, value, order);
  else if (width === 4) writeU32(bytes, at, Number(value), order);
  else if (width === 2) writeU16(bytes, at, Number(value), order);
  else bytes[at] = Number(value);
}

/** Marsaglia's 32-bit xorshift (13, 17, 5), one byte a step; seed 0 stands for 1 because 0 never leaves 0. */
function scatter(bytes: Uint8Array, seed: number): void {
  let state = seed || 1;
  for (let i = 0; i < bytes.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state >>> 24;
  }
}

/** Fills by doubling what is there. An empty pattern leaves zeros. */
export function repeat(bytes: Uint8Array, pattern: Uint8Array): void {
  if (pattern.length === 0) return;
  bytes.set(pattern.subarray(0, bytes.length));
  for (let done = pattern.length; done < bytes.length; done *= 2) bytes.copyWithin(done, 0, done);
}

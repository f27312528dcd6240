/** Pure editing of bytes: every function gives new bytes and leaves the old ones alone. */

/** Typing over what is there, or pushing it on. */
export type EditMode = 'overwrite' | 'insert';

/** Puts `insert` over the bytes from `at`, growing the payload up to `limit` where needed. */
export function overwrite(bytes: Uint8Array, at: number, insert: Uint8Array, limit: number): Uint8Array {
  const length = Math.min(Math.max(bytes.length, at + insert.length), limit);
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  result.set(insert.subarray(0, Math.max(0, length - at)), Math.min(at, length));
  return result;
}

/** Puts `put` in place of `length` bytes from `at`; what is behind them moves, and what leaves `limit` is cut. */
export function splice(bytes: Uint8Array, at: number, length: number, put: Uint8Array, limit: number): Uint8Array {
  const from = Math.min(at, bytes.length);
  const rest = bytes.subarray(Math.min(from + length, bytes.length));
  const result = new Uint8Array(from + put.length + rest.length);
  result.set(bytes.subarray(0, from));
  result.set(put, from);
  result.set(rest, from + put.length);
  return result.length > limit ? result.slice(0, limit) : result;
}

/** Types one hex digit into the high (`nibble` 0) or low (1) half of the byte at `at`; at the end, or inserting, a new byte begins. */
export function typeDigit(
  bytes: Uint8Array,
  at: number,
  nibble: 0 | 1,
  digit: string,
  limit: number,
  mode: EditMode = 'overwrite',
): Uint8Array {
  const value = Number.parseInt(digit, 16);
  if (nibble === 0 && mode === 'insert') return splice(bytes, at, 0, Uint8Array.of(value << 4), limit);
  const old = bytes[at] ?? 0;
  const byte = nibble === 0 ? (value << 4) | (old & 0xf) : (old & 0xf0) | value;
  return overwrite(bytes, at, Uint8Array.of(byte), limit);
}

/** Takes `length` bytes away from `at`. */
export const remove = (bytes: Uint8Array, at: number, length: number): Uint8Array =>
  splice(bytes, at, length, new Uint8Array(), bytes.length);

/** Cuts or pads with zeros to `length`. */
export function resize(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  return result;
}

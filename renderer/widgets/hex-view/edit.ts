import { parsePastedBytes } from './paste.ts';

/** Pure editing of a payload: every function gives new bytes and leaves the old ones alone. */

/** Puts `insert` over the bytes from `at`, growing the payload up to `limit` where needed. */
export function overwrite(bytes: Uint8Array, at: number, insert: Uint8Array, limit: number): Uint8Array {
  const length = Math.min(Math.max(bytes.length, at + insert.length), limit);
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  result.set(insert.subarray(0, Math.max(0, length - at)), Math.min(at, length));
  return result;
}

/** Types one hex digit into the high (`nibble` 0) or low (1) half of the byte at `at`; at the end a new byte begins. */
export function typeDigit(bytes: Uint8Array, at: number, nibble: 0 | 1, digit: string, limit: number): Uint8Array {
  const value = Number.parseInt(digit, 16);
  const old = bytes[at] ?? 0;
  const byte = nibble === 0 ? (value << 4) | (old & 0xf) : (old & 0xf0) | value;
  return overwrite(bytes, at, Uint8Array.of(byte), limit);
}

/** Takes `length` bytes away from `at`. */
export function remove(bytes: Uint8Array, at: number, length: number): Uint8Array {
  const result = new Uint8Array(Math.max(bytes.length - length, 0));
  result.set(bytes.subarray(0, at));
  result.set(bytes.subarray(at + length), at);
  return result;
}

/** Cuts or pads with zeros to `length`. */
export function resize(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  return result;
}

/** Pasted text over the bytes from `at`; undefined when the text holds no bytes. */
export function paste(bytes: Uint8Array, at: number, text: string, limit: number): Uint8Array | undefined {
  const pasted = parsePastedBytes(text);
  return pasted && pasted.length > 0 ? overwrite(bytes, at, pasted, limit) : undefined;
}

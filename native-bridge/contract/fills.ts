import type { Request } from './bridge-contract.ts';

type Fill = Extract<Request, { kind: 'buffer.fill' }>['fill'];

/** The bytes a fill puts into `length` bytes of memory. `data` repeats; `random` is the same for the same seed everywhere. */
export function fillBytes(fill: Fill, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (fill.pattern === 'byte') bytes.fill(fill.value);
  else if (fill.pattern === 'counter') count(bytes, fill.start);
  else if (fill.pattern === 'random') scatter(bytes, fill.seed);
  else if (fill.pattern === 'data') repeat(bytes, fill.data);
  return bytes;
}

/** Counter pattern: each byte one more than the last, wrapping at 256. */
export function counterBytes(length: number, start = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  count(bytes, start);
  return bytes;
}

function count(bytes: Uint8Array, start: number): void {
  for (let i = 0; i < bytes.length; i++) bytes[i] = start + i;
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

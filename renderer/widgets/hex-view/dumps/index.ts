import { array } from './array.ts';
import { canonical } from './canonical.ts';
import { colon } from './colon.ts';
import type { DumpFormat } from './format.ts';
import { json } from './json.ts';
import { plainHex } from './plain-hex.ts';
import { odBytes, wordsBig, wordsLittle } from './words.ts';

export type { DumpFormat };

/** The one list of forms bytes are pasted in, the most telling first: adding one is one file and one line here. */
export const dumpFormats: readonly DumpFormat[] = [
  json,
  array,
  colon,
  canonical,
  odBytes,
  wordsLittle,
  wordsBig,
  plainHex,
];

/** What a text may be: a form, and the bytes it gives. */
export interface Recognised {
  readonly format: DumpFormat;
  readonly bytes: Uint8Array;
}

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Every reading of a text that gives other bytes, the likeliest first. Never throws. */
export function recognise(text: string): readonly Recognised[] {
  const found: Recognised[] = [];
  for (const format of dumpFormats) {
    const bytes = format.parse(text);
    if (bytes && bytes.length > 0 && !found.some((one) => isSame(one.bytes, bytes))) found.push({ format, bytes });
  }
  return found;
}

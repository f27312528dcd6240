import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DecodeOptions, StructureKind } from '../decode.ts';
import { parseHex } from '../hex.ts';
import type { DecodedJson } from '../json.ts';
import type { ByteOrder } from '../types.ts';

/** Golden vectors: bytes and what they must decode to, side by side. Ids ending in L are little-endian twins. */
export interface Vector extends DecodeOptions {
  readonly id: string;
  readonly kind: StructureKind;
  readonly byteOrder: ByteOrder;
  readonly hex: string;
  readonly expect: DecodedJson;
}

const file = fileURLToPath(new URL('./vectors.json', import.meta.url));

export const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8'));

export const vectorBytes = ({ hex }: Vector): Uint8Array => parseHex(hex)!;

import { hexNumber, toHex } from './hex.ts';
import type { Decoded, FieldValue, FieldValues } from './types.ts';

/** The JSON form of a decoded structure, as `zpciwb decode --json` prints it: 64-bit values as "0x...", bytes as hex. */

export type JsonValue = number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export interface DecodedJson {
  readonly header: { readonly [name: string]: JsonValue };
  readonly caps: readonly {
    readonly offset: number;
    readonly id: number;
    readonly version: number;
    readonly name: string;
    readonly fields: { readonly [name: string]: JsonValue };
  }[];
  readonly diagnostics: readonly { readonly code: string; readonly offset: number; readonly id?: number }[];
}

/** A probe that was answered with the length it needs is the contract at work: advice for a screen, not a finding. */
const isFinding = ({ code }: { readonly code: string }) => code !== 'short-answer';

export function decodedToJson({ header, caps, diagnostics }: Decoded): DecodedJson {
  return {
    header: jsonFields(header),
    caps: caps.map(({ offset, id, version, name, fields }) => ({
      offset,
      id,
      version,
      name,
      fields: jsonFields(fields),
    })),
    diagnostics: diagnostics
      .filter(isFinding)
      .map(({ code, offset, id }) => ({ code, offset: offset ?? 0, ...(id === undefined ? {} : { id }) })),
  };
}

const jsonFields = (values: FieldValues): { [name: string]: JsonValue } =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, jsonValue(value)]));

function jsonValue(value: FieldValue | readonly FieldValues[]): JsonValue {
  if (typeof value === 'bigint') return hexNumber(value);
  if (value instanceof Uint8Array) return toHex(value);
  return typeof value === 'object' ? value.map(jsonFields) : value;
}

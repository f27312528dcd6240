import { hexNumber, toHex } from '../../native-bridge/abi/hex.ts';

/**
 * Plain JSON of any product value: bigint as `"0x..."`, bytes as hex, absent fields left out. The one form that recordings,
 * request rows and `--json` use. Bytes beyond `maxBytes` are cut, and the cut text ends in `…` so that it can never pass as hex.
 */
export function toJson(value: unknown, maxBytes = Number.POSITIVE_INFINITY): unknown {
  if (typeof value === 'bigint') return value < 0n ? value.toString() : hexNumber(value);
  if (value instanceof Uint8Array) return bytesText(value, maxBytes);
  if (Array.isArray(value)) return value.map((item) => toJson(item, maxBytes));
  if (value !== null && typeof value === 'object') return objectToJson(value, maxBytes);
  return value;
}

/** One JSON document with two-space indentation. */
export const jsonText = (value: unknown): string => JSON.stringify(toJson(value), null, 2);

const bytesText = (bytes: Uint8Array, maxBytes: number) =>
  bytes.length <= maxBytes ? toHex(bytes) : `${toHex(bytes.subarray(0, maxBytes))}…`;

function objectToJson(value: object, maxBytes: number): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, toJson(field, maxBytes)]));
}

import { fromBase64, toBase64 } from './base64.ts';

/**
 * What crosses between the processes, as text: the part of structured clone that the workbench uses. Runs unchanged in Node.js and
 * in the page. Each value is JSON itself or a one-key object that names its type.
 */
type Wire = null | boolean | number | string | Wire[] | { [type: string]: unknown };

const uncloneable = (value: unknown) => new Error(`An object could not be cloned: ${String(value)}`);

const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value));

function encodeObject(value: object): Wire {
  if (value instanceof Uint8Array) return { bytes: toBase64(value) };
  if (value instanceof ArrayBuffer) return { buffer: toBase64(new Uint8Array(value)) };
  if (Array.isArray(value)) return value.map(toWire);
  if (!isPlain(value)) throw uncloneable(value);
  return { object: Object.entries(value).map(([key, member]) => [key, toWire(member)]) };
}

function toWire(value: unknown): Wire {
  if (value === undefined) return { undefined: true };
  if (typeof value === 'bigint') return { bigint: value.toString() };
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return value as Wire;
  if (typeof value === 'object') return encodeObject(value);
  throw uncloneable(value);
}

const readers: Record<string, (body: never) => unknown> = {
  undefined: () => undefined,
  bigint: (text: string) => BigInt(text),
  number: (text: string) => Number(text),
  bytes: (text: string) => fromBase64(text),
  buffer: (text: string) => fromBase64(text).buffer,
  object: (entries: [string, Wire][]) => Object.fromEntries(entries.map(([key, member]) => [key, fromWire(member)])),
};

function fromWire(wire: Wire): unknown {
  if (Array.isArray(wire)) return wire.map(fromWire);
  if (wire === null || typeof wire !== 'object') return wire;
  const [[type, body]] = Object.entries(wire) as [[string, unknown]];
  return readers[type]!(body as never);
}

/** @throws Error for functions, symbols and instances of classes, as structured clone does. */
export const encode = (value: unknown): string => JSON.stringify(toWire(value));

export const decode = (text: string): unknown => fromWire(JSON.parse(text));

import * as z from 'zod';
import { hexNumber, parseHex, parseUnsigned, toHex } from '../abi/hex.ts';
import { type Snapshot, snapshotSchema } from './bridge-contract.ts';
import { WorkbenchError } from './errors.ts';
import { issueLine } from './issue-line.ts';

/**
 * A capture: one snapshot of a function as a JSON file, made to be kept and sent. Bytes are `{"hex":"..."}` and 64-bit values
 * `{"u64":"0x..."}`, so that nothing needs to be known to tell them from text and small numbers.
 */

const FAMILY = 'zpci-capture/';
const VERSION = 1;
export const CAPTURE_SCHEMA = `${FAMILY}${VERSION}`;

/** Largest capture file that is opened, bytes: its snapshot still fits one bridge message. */
export const MAX_CAPTURE_BYTES = 8 * 1024 * 1024;

/** A snapshot nests less deeply than this; what nests more is left to the schema to refuse. */
const DEEPEST = 8;

const capturedSchema = z.object({ snapshot: snapshotSchema });

/** The text of a capture file holding `snapshot`. */
export function snapshotToCapture(snapshot: Snapshot): string {
  return `${JSON.stringify({ schema: CAPTURE_SCHEMA, snapshot }, toPlain, 1)}\n`;
}

/** The snapshot in a parsed capture. `name` is the file's, for errors. Throws `damaged-file` and `future-version`. */
export function captureToSnapshot(capture: unknown, name: string): Snapshot {
  refuseFuture(capture, name, FAMILY, VERSION);
  if (captureSchema(capture) !== CAPTURE_SCHEMA) throw damagedCapture(name, `its schema is not ${CAPTURE_SCHEMA}`);
  const { snapshot } = capture as { snapshot?: unknown };
  const parsed = capturedSchema.safeParse({ snapshot: fromPlain(snapshot, DEEPEST) });
  if (parsed.success) return parsed.data.snapshot;
  throw damagedCapture(name, issueLine(parsed.error));
}

/** The JSON value in the text of a capture file. Throws `damaged-file`. */
export function parseCapture(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damagedCapture(name, 'it is not JSON, or it was cut off', cause);
  }
}

/** The `schema` line of a parsed capture, or undefined. */
export function captureSchema(capture: unknown): string | undefined {
  const schema = typeof capture === 'object' && capture !== null && 'schema' in capture ? capture.schema : undefined;
  return typeof schema === 'string' ? schema : undefined;
}

/** Refuses a capture of a newer version of its family. Throws `future-version`. */
export function refuseFuture(capture: unknown, name: string, family: string, newest: number): void {
  const version = Number(captureSchema(capture)?.slice(family.length));
  if (!(version > newest)) return;
  throw new WorkbenchError({
    code: 'future-version',
    message: `${name} is written as ${family}${version}; this workbench reads up to version ${newest}.`,
    next: 'Open it with a newer workbench.',
    op: 'target.open',
  });
}

/** The error for a capture that cannot be used, with the reason as a clause. */
export const damagedCapture = (name: string, reason: string, cause?: unknown) =>
  new WorkbenchError(
    {
      code: 'damaged-file',
      message: `${name} is not a usable capture: ${reason}.`,
      next: 'Take the capture again.',
      op: 'target.open',
    },
    { cause },
  );

function toPlain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { u64: hexNumber(value) };
  return value instanceof Uint8Array ? { hex: toHex(value) } : value;
}

/** Undoes `toPlain` down to `depth`; anything malformed stays as it is, for the schema to refuse. */
function fromPlain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((one) => fromPlain(one, depth - 1));
  const entries = Object.entries(value);
  const [key, only] = entries.length === 1 ? entries[0]! : [];
  if (key === 'hex' && typeof only === 'string') return parseHex(only);
  if (key === 'u64' && typeof only === 'string') return parseUnsigned(only);
  return Object.fromEntries(entries.map(([name, one]) => [name, fromPlain(one, depth - 1)]));
}

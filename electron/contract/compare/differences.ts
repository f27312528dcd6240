import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { ByteOrder } from '../../../native-bridge/abi/types.ts';
import type { SyscallRecord } from '../../../native-bridge/contract/bridge-contract.ts';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { REGION } from '../../../native-bridge/rules/flags.ts';
import { byteDifferences, equal, fieldDifferences } from './fields.ts';
import type { Ignored } from './ignore.ts';
import type { Difference } from './messages.ts';
import { argumentOf } from './structures.ts';

/** A message that is not what its channel says. */
export interface Malformed {
  readonly reason: string;
  readonly bytes: Uint8Array;
}

/** A request with what became of it, as a recording has it. Fields of `request` are plain JSON. */
export interface Answered {
  readonly kind: string;
  readonly on?: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly errno?: number;
  readonly path?: string;
  readonly data?: Uint8Array;
  readonly sent?: Uint8Array;
  readonly syscall?: Pick<SyscallRecord, 'name' | 'in' | 'out'>;
  readonly error?: Pick<ErrorInfo, 'code'> & Partial<Pick<ErrorInfo, 'message'>>;
  readonly note?: string;
  /** Its message is not what its channel says: why, and all of it. Nothing else of it is compared. */
  readonly malformed?: Malformed;
  /** Of a burst. */
  readonly count?: number;
  readonly errors?: number;
  /** What the bytes of its system call are in. */
  readonly byteOrder?: ByteOrder;
  /** Configuration space as it was known, to make sense of parts of it. */
  readonly config?: Uint8Array;
}

/** Differences one pair tells at most. */
export const MAX_DIFFERENCES = 100;

const NONE = new Uint8Array();

/** What is different between two requests that belong together, in the order a person asks: asked, answered, how, which bytes. */
export function differencesOf(left: Answered, right: Answered, ignored: Ignored): Difference[] {
  if (left.malformed || right.malformed) return malformedDifferences(left, right);
  const all = [
    ...requestDifferences(left, right, ignored),
    ...outcomeDifferences(left, right),
    ...(ignored.has('data') ? [] : answerDifferences(left, right, ignored)),
    ...byteDifferences('stored', left.sent ?? NONE, right.sent ?? NONE),
    ...callDifferences(left, right, ignored),
  ];
  return all.slice(0, MAX_DIFFERENCES);
}

/** Two messages of which at least one cannot be read are the same only when all their bytes are. */
function malformedDifferences({ malformed: left }: Answered, { malformed: right }: Answered): Difference[] {
  const [one, other] = [left, right].map((side) => (side ? side.reason : 'well formed')) as [string, string];
  if (one !== other) return [{ what: 'malformed', field: 'message', left: one, right: other }];
  const runs = byteDifferences('message', left?.bytes ?? NONE, right?.bytes ?? NONE).slice(0, MAX_DIFFERENCES);
  return runs.map((run) => ({ ...run, what: 'malformed' }));
}

/** What became of a request, without the bytes. */
export function outcomeDifferences(left: Answered, right: Answered): Difference[] {
  const values = (what: Difference['what'], field: string, of: (side: Answered) => string | number | undefined) =>
    of(left) === of(right) ? [] : [{ what, field, left: String(of(left) ?? ''), right: String(of(right) ?? '') }];
  return [
    ...values('status', 'status', ({ status }) => status),
    ...values('errno', 'errno', ({ errno }) => (errno ? errnoName(errno) : undefined)),
    ...(left.error?.code === right.error?.code ? [] : values('status', 'error', errorText)),
    ...values('path', 'path', ({ path }) => path),
    ...values('count', 'operations', ({ count }) => count),
    ...values('count', 'failed', ({ errors }) => errors),
    ...values('request', 'note', ({ note }) => note),
  ];
}

const errorText = ({ error }: Answered) => error && [error.code, error.message].filter(Boolean).join(': ');

function requestDifferences(left: Answered, right: Answered, ignored: Ignored): Difference[] {
  const fields = new Set([...Object.keys(left.request), ...Object.keys(right.request)]);
  return [...fields].flatMap((field): Difference[] => {
    const [one, other] = [left.request[field], right.request[field]];
    if (ignored.request(field) || textOf(one) === textOf(other)) return [];
    if (field === 'data' && typeof one === 'string' && typeof other === 'string')
      return byteDifferences('payload', bytesIn(one), bytesIn(other)).map((run) => ({ ...run, what: 'request' }));
    return [{ what: 'request', field: `request.${field}`, left: textOf(one), right: textOf(other) }];
  });
}

/** Bytes that were answered: those of configuration space by their fields. */
export function answerDifferences(left: Answered, right: Answered, ignored: Ignored): Difference[] {
  const [one, other] = [left.data ?? NONE, right.data ?? NONE];
  if (equal(one, other)) return [];
  const at = configOffset(left);
  if (at === undefined) return byteDifferences('data', one, other);
  const [before, after] = [{ bytes: inConfig(left, at) }, { bytes: inConfig(right, at) }];
  const part = { from: at, to: at + Math.max(one.length, other.length) };
  return fieldDifferences('config', 'pci-config', before, after, ignored, part);
}

function callDifferences(left: Answered, right: Answered, ignored: Ignored): Difference[] {
  const [one, other] = [left.syscall, right.syscall];
  const kind = one && other && one.name === other.name ? argumentOf(one.name) : undefined;
  if (!kind || !one || !other) return [];
  return (['in', 'out'] as const).flatMap((way) => {
    const [before, after] = [one[way] ?? NONE, other[way] ?? NONE];
    if (left.byteOrder === right.byteOrder && equal(before, after)) return [];
    const sides = [
      { bytes: before, byteOrder: left.byteOrder },
      { bytes: after, byteOrder: right.byteOrder },
    ] as const;
    return fieldDifferences(way === 'in' ? 'argument' : 'answer', kind, ...sides, ignored);
  });
}

/** Where in configuration space a request reads; undefined when it reads something else. */
function configOffset({ kind, request }: Answered): number | undefined {
  const isConfig = kind === 'config.read' || (kind === 'region.read' && request.region === REGION.config);
  const at = Number(request.offset);
  return isConfig && at < CONFIG_BYTES ? at : undefined;
}

const CONFIG_BYTES = 4096;
/** Of the header, which says where the rest is. */
const LEAST = 64;

function inConfig({ config = NONE, data = NONE }: Answered, at: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(at + data.length, LEAST));
  bytes.set(config.subarray(0, bytes.length));
  bytes.set(data, at);
  return bytes;
}

const bytesIn = (hex: string) => Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (value instanceof Uint8Array) return toHex(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

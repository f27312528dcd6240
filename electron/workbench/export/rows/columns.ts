import { errnoName } from '../../../../native-bridge/abi/errno.ts';
import { parseHex, parseUnsigned } from '../../../../native-bridge/abi/hex.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';
import type { RowSource } from './row.ts';

/** How a value is given: `u64` and `i64` are exact, `time` is ns since 1970 (UTC), `bytes` are all of them. */
export type ColumnType = 'text' | 'i32' | 'i64' | 'u64' | 'time' | 'bool' | 'bytes';
export type Value = string | number | bigint | boolean | Uint8Array | undefined;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly doc: string;
  readonly of: (row: RowSource, session: RecordedMessage<'session'> | undefined) => Value;
}

const column = (name: string, type: ColumnType, doc: string, of: Column['of']): Column => ({ name, type, doc, of });

/** Who the session was with: the same in every row of a recording, so that files of many recordings are read as one table. */
export const sessionColumns = (recording: string): readonly Column[] => [
  column('recording', 'text', 'file name of the recording', () => recording),
  column('address', 'text', 'target of the session', (_row, session) => session?.address),
  column('kernel', 'text', 'kernel release of its host', (_row, session) => session?.snapshot.host.kernel),
  column('machine', 'text', 'processor of its host', (_row, session) => session?.snapshot.host.machine),
  column('started_at', 'time', 'when the session began', (_row, session) => session?.startedAt),
];

/** One row is one request, one mark, or (when asked for) one operation of a burst. A value that a row has not is absent. */
export const rowColumns: readonly Column[] = [
  column('seq', 'i64', 'number of the request, from 0; absent for operations of bursts', ({ request }) => request?.seq),
  column('at_ns', 'u64', 'start, ns since the session began', (row) => of(row).atNs),
  column('time', 'time', 'start on the wall clock', (row, session) => session && session.startedAt + of(row).atNs),
  column('duration_ns', 'u64', 'how long it took', (row) => BigInt(of(row).durationNs)),
  column(
    'start_ns',
    'u64',
    "start on the target's own clock",
    ({ message, operation }) => (message ?? operation)?.startNs,
  ),
  column('kind', 'text', 'kind of request; `burst ...` for the totals of a burst, `mark` for a note', kindOf),
  column('on_function', 'text', "function it went to, when not the session's own", ({ request }) => request?.on),
  column('status', 'text', '`ok`, `errno`, `timeout` or `refused`', statusOf),
  column('errno', 'i32', 'error number the kernel answered', errnoOf),
  column('errno_name', 'text', 'its name', (row) => named(errnoOf(row))),
  column('rc', 'i64', 'return value of the system call', ({ request, operation }) => request?.rc ?? operation?.result),
  column('path', 'text', 'store path it took', (row) => row.request?.path ?? text(row.operation?.spec.path)),
  column('space', 'i32', 'PCI address space', (row) => number(fields(row).space)),
  column('region', 'i32', 'VFIO region', (row) => number(fields(row).region)),
  column('device_offset', 'u64', 'where in space, region or configuration space; of a burst, where it starts', (row) =>
    unsigned(fields(row).offset),
  ),
  column('iova', 'u64', 'I/O virtual address of a mapping', (row) => unsigned(fields(row).iova)),
  column('size', 'u64', 'bytes of a mapping or buffer', (row) => unsigned(fields(row).size)),
  column('buffer', 'text', 'buffer it names', (row) => text(fields(row).buffer ?? nested(fields(row).from).buffer)),
  column(
    'request',
    'text',
    'the other fields of the request as JSON',
    ({ request }) => request && otherFields(request.request),
  ),
  column('bytes', 'i64', 'bytes stored, loaded, read or written', bytesOf),
  column('sent', 'bytes', 'payload, all of it', ({ message }) => message?.sent ?? stored(message)),
  column('received', 'bytes', 'answer, all of it', ({ message }) => message?.data),
  column(
    'device_operations',
    'i64',
    'operations the kernel made of it on the device',
    ({ request }) => request?.operations,
  ),
  column('syscall', 'text', 'system call in one line', ({ request }) => request?.syscall),
  column('broken', 'text', 'rules it was predicted to break, separated by blanks', ({ request }) =>
    joined(request?.broken, ' '),
  ),
  column('warnings', 'text', 'warnings, separated by `; `', ({ request }) => joined(request?.warnings, '; ')),
  column('modelled', 'bool', 'times are those of a simulated function', (row) => of(row).modelled),
  column('burst_count', 'i64', 'operations of a burst', ({ request }) => request?.count),
  column('burst_errors', 'i64', 'operations of a burst that failed', ({ request }) => request?.errors),
  column('burst', 'i32', 'number of the burst an operation belongs to', ({ operation }) => operation?.burst),
  column('operation', 'i64', 'number of the operation in its burst, from 0', ({ operation }) => operation?.operation),
  column('note', 'text', 'text of a mark', ({ request }) => request?.note),
  column('error', 'text', 'why it was refused: code and message', ({ request }) => errorText(request?.error)),
];

const of = (row: RowSource) => row.request ?? row.operation;
const fields = (row: RowSource): Record<string, unknown> => row.request?.request ?? {};

function kindOf({ request, operation }: RowSource): string | undefined {
  return request?.kind ?? text(operation?.spec.op);
}

function statusOf({ request, operation }: RowSource): string {
  if (operation) return operation.result < 0 ? 'errno' : 'ok';
  return request.status;
}

function errnoOf({ request, operation }: RowSource): number | undefined {
  if (operation) return operation.result < 0 ? -operation.result : undefined;
  return request.errno;
}

function bytesOf({ request, operation }: RowSource): number {
  return request ? request.bytes : Math.max(operation.result, 0);
}

const named = (errno: number | undefined) => (errno === undefined ? undefined : errnoName(errno));
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
const joined = (texts: readonly string[] | undefined, by: string) => (texts?.length ? texts.join(by) : undefined);
const errorText = (error?: { code: string; message: string }) => error && `${error.code}: ${error.message}`;
const nested = (value: unknown) =>
  (value !== null && typeof value === 'object' ? value : {}) as Record<string, unknown>;

/** A request field as recorded: a number, or text such as `0x1000`. */
function unsigned(value: unknown): bigint | undefined {
  if (typeof value === 'string') return parseUnsigned(value);
  return typeof value === 'number' ? BigInt(value) : undefined;
}

function stored(message: RecordedMessage<'request'> | undefined): Uint8Array | undefined {
  const data = text(message?.request.data);
  return data === undefined ? undefined : parseHex(data);
}

/** Fields with a column of their own, and the payload, which is in `sent`. */
const OWN_COLUMN = new Set(['space', 'region', 'offset', 'iova', 'size', 'buffer', 'path', 'data']);

function otherFields(request: Record<string, unknown>): string | undefined {
  const others = Object.entries(request).filter(([name]) => !OWN_COLUMN.has(name));
  return others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : undefined;
}

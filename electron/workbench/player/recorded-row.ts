import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { ROW_BYTES, syscallLine } from '../rows/row.ts';
import type { PlayedMessage } from './chunk-reader.ts';

/** The row of a message that is one: a request, a burst's totals, or a mark. */
export function recordedRow(played: PlayedMessage): RequestRow | undefined {
  if (played.topic === 'request') return requestRow(played.message);
  return played.topic === 'mark' ? markRow(played.message) : undefined;
}

/** Everything an exported row has: the row, with all bytes instead of the first ones. */
export function requestRow(message: RecordedMessage<'request'>): RequestRow {
  const { startNs: _start, data, sent, syscall, bytes, request, ...row } = message;
  const payload = data?.length ? data : (sent ?? storedBytes(request));
  return {
    ...row,
    request: cutHex(request),
    data: payload?.subarray(0, ROW_BYTES),
    bytes: bytes ?? payload?.length ?? 0,
    syscall: syscall && syscallLine(syscall),
  };
}

const markRow = ({ seq, atNs, note }: RecordedMessage<'mark'>): RequestRow => ({
  seq,
  atNs,
  note,
  kind: 'mark',
  request: {},
  status: 'ok',
  durationNs: 0n,
  bytes: 0,
  broken: [],
  warnings: [],
  modelled: false,
});

const storedBytes = ({ data }: Record<string, unknown>) =>
  typeof data === 'string' ? new Uint8Array(Buffer.from(data, 'hex')) : undefined;

/** A request's inline payload as a live row has it: cut, and marked as cut. */
function cutHex(request: Record<string, unknown>): Record<string, unknown> {
  const { data } = request;
  if (typeof data !== 'string' || data.length <= 2 * ROW_BYTES) return request;
  return { ...request, data: `${toHex(new Uint8Array(Buffer.from(data.slice(0, 2 * ROW_BYTES), 'hex')))}…` };
}

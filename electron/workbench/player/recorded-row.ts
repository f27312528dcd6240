import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { RecordedMessage } from '../recorder/messages.ts';
import { ROW_BYTES, syscallLine } from '../rows/row.ts';
import type { PlayedMessage } from './chunk-reader.ts';

/** The row of a message that is one: a request, a burst's totals, or a mark. Payload and answer are cut behind `maxBytes`. */
export function recordedRow(played: PlayedMessage, maxBytes = ROW_BYTES): RequestRow | undefined {
  if (played.topic === 'request') return requestRow(played.message, maxBytes);
  return played.topic === 'mark' ? markRow(played.message) : undefined;
}

function requestRow(message: RecordedMessage<'request'>, maxBytes: number): RequestRow {
  const { startNs: _start, data, sent, syscall, bytes, request, ...row } = message;
  const payload = data?.length ? data : (sent ?? storedBytes(request));
  return {
    ...row,
    request: cutHex(request, maxBytes),
    data: payload?.subarray(0, maxBytes),
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
function cutHex(request: Record<string, unknown>, maxBytes: number): Record<string, unknown> {
  const { data } = request;
  if (typeof data !== 'string' || data.length <= 2 * maxBytes) return request;
  return { ...request, data: `${toHex(new Uint8Array(Buffer.from(data.slice(0, 2 * maxBytes), 'hex')))}…` };
}

import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import { argumentOf } from '../../contract/compare/structures.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import type { WrittenRow } from './written-row.ts';

/** What a recorded request is compared by; a mark is one with its note. Undefined for other messages. */
export function answeredOf({ topic, message }: PlayedMessage, snapshot?: Snapshot): Answered | undefined {
  if (topic === 'mark') return { kind: 'mark', request: {}, status: 'ok', note: message.note };
  if (topic !== 'request') return undefined;
  return { ...message, byteOrder: snapshot?.byteOrder, config: snapshot?.config };
}

/** The same of two rows as they are written. Bytes that both have alike, and those of calls whose argument is not known, are left out: there is nothing to be told of them. */
export function answeredPair(
  left: WrittenRow,
  right: WrittenRow,
  [before, after]: readonly [Snapshot, Snapshot],
): [Answered, Answered] {
  return [writtenAnswer(left, right, before), writtenAnswer(right, left, after)];
}

/** One literal without spreading, which takes a hundred times as long. */
function writtenAnswer(row: WrittenRow, other: WrittenRow, { byteOrder, config }: Snapshot): Answered {
  const { kind, on, request, status, errno, path, error, note, count, errors, malformed } = row;
  const [data, sent] = [unlike(row.data, other.data), unlike(row.sent, other.sent)];
  const syscall = callOf(row.syscall, other.syscall);
  return {
    kind,
    on,
    request,
    status,
    errno,
    path,
    error,
    note,
    count,
    errors,
    malformed,
    byteOrder,
    config,
    data,
    sent,
    syscall,
  };
}

const callOf = (call: WrittenRow['syscall'], other: WrittenRow['syscall']): Answered['syscall'] =>
  call && argumentOf(call.name)
    ? { name: call.name, in: unlike(call.in, other?.in), out: unlike(call.out, other?.out) }
    : undefined;

const unlike = (hex: string | undefined, other: string | undefined): Uint8Array | undefined =>
  hex === undefined || hex === other ? undefined : Buffer.from(hex, 'hex');

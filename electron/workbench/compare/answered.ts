import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import type { WrittenRow } from './written-row.ts';

/** What a recorded request is compared by; a mark is one with its note. Undefined for other messages. */
export function answeredOf({ topic, message }: PlayedMessage, snapshot?: Snapshot): Answered | undefined {
  if (topic === 'mark') return { kind: 'mark', request: {}, status: 'ok', note: message.note };
  if (topic !== 'request') return undefined;
  return { ...message, byteOrder: snapshot?.byteOrder, config: snapshot?.config };
}

/** The same of two rows as they are written. Bytes that both have alike are left out: there is nothing to be told of them. */
export function answeredPair(
  left: WrittenRow,
  right: WrittenRow,
  [before, after]: readonly [Snapshot, Snapshot],
): [Answered, Answered] {
  const data = unlike(left.data, right.data);
  const sent = unlike(left.sent, right.sent);
  const into = unlike(left.syscall?.in, right.syscall?.in);
  const out = unlike(left.syscall?.out, right.syscall?.out);
  const side = (row: WrittenRow, { byteOrder, config }: Snapshot, which: 0 | 1): Answered => ({
    ...{ ...row, byteOrder, config, data: data[which], sent: sent[which] },
    syscall: row.syscall && { name: row.syscall.name, in: into[which], out: out[which] },
  });
  return [side(left, before, 0), side(right, after, 1)];
}

type Bytes = Uint8Array | undefined;

const unlike = (one?: string, other?: string): [Bytes, Bytes] =>
  one === other ? [undefined, undefined] : [bytesIn(one), bytesIn(other)];

const bytesIn = (hex?: string) => (hex === undefined ? undefined : new Uint8Array(Buffer.from(hex, 'hex')));

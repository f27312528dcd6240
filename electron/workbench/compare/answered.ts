import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';

/** What a recorded request is compared by; a mark is one with its note. Undefined for other messages. */
export function answeredOf({ topic, message }: PlayedMessage, snapshot?: Snapshot): Answered | undefined {
  if (topic === 'mark') return { kind: 'mark', request: {}, status: 'ok', note: message.note };
  if (topic !== 'request') return undefined;
  return { ...message, byteOrder: snapshot?.byteOrder, config: snapshot?.config };
}

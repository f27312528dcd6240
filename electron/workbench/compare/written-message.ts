import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { type ChunkReader, type PlayedMessage, type RawMessage, rawJson } from '../player/chunk-reader.ts';
import type { WrittenRow } from './keys.ts';

/** What a comparison needs of a message: rows as they are written, which is many times quicker than playing them. */
export type WrittenMessage = { readonly row: WrittenRow } | { readonly played: PlayedMessage };

/** The messages of a chunk, each at its place. */
export const writtenMessages = (reader: ChunkReader) => (chunk: Uint8Array) =>
  reader.rawMessages(chunk).map((raw) => writtenMessage(reader, raw));

/** Undefined for messages that no comparison looks at. Throws when the message is not what its channel says. */
function writtenMessage(reader: ChunkReader, raw: RawMessage): WrittenMessage | undefined {
  if (raw.topic === 'request') return { row: requestOf(rawJson(raw.data)) };
  if (raw.topic === 'mark') return { row: { ...MARK, ...(rawJson(raw.data) as Pick<WrittenRow, 'seq' | 'atNs'>) } };
  return raw.topic === 'session' || raw.topic === 'burst' ? { played: reader.play(raw) } : undefined;
}

const MARK = { kind: 'mark', durationNs: '0x0', request: {}, status: 'ok', broken: [], warnings: [], modelled: false };

/** What alignment needs is there; the rest is validated when a person looks at it. */
function requestOf(json: unknown): WrittenRow {
  const row = json as Partial<WrittenRow> | null;
  const isRow = typeof row?.seq === 'number' && typeof row.kind === 'string' && typeof row.durationNs === 'string';
  if (isRow && typeof row.request === 'object') return row as WrittenRow;
  throw new WorkbenchError({ code: 'damaged-file', message: 'a request message is malformed' });
}

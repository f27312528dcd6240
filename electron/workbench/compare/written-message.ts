import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { type ChunkReader, type PlayedMessage, type RawMessage, rawJson } from '../player/chunk-reader.ts';
import { looksRight, malformedRow, type WrittenRow } from './written-row.ts';

/** What a comparison needs of a message: rows as they are written, which is many times quicker than playing them. */
export type WrittenMessage =
  | { readonly row: WrittenRow }
  | { readonly played: PlayedMessage }
  /** No row, and not what its channel says. */
  | { readonly malformed: string };

/** The messages of a chunk, each at its place; undefined for those that no comparison looks at. */
export const writtenMessages = (reader: ChunkReader) => (chunk: Uint8Array) => {
  const raws = reader.rawMessages(chunk);
  return raws.map((_, at) => writtenMessage(reader, raws, at));
};

function writtenMessage(reader: ChunkReader, raws: readonly RawMessage[], at: number): WrittenMessage | undefined {
  const { topic } = raws[at]!;
  if (topic === 'request' || topic === 'mark') return { row: writtenRow(reader, raws, at) };
  if (topic !== 'session' && topic !== 'burst') return undefined;
  try {
    return { played: reader.play(raws[at]!) };
  } catch (thrown) {
    return { malformed: errorInfo(thrown).message };
  }
}

/** The row at a place among the messages of a chunk; of one that is malformed what can be read. The message has to be a request or a mark. */
export function writtenRow(reader: ChunkReader, raws: readonly RawMessage[], at: number): WrittenRow {
  const raw = raws[at]!;
  const topic = raw.topic === 'mark' ? 'mark' : 'request';
  const json = jsonOf(raw);
  if (looksRight[topic](json)) return (topic === 'mark' ? { ...MARK, ...(json as object) } : json) as WrittenRow;
  return malformedRow(topic, json, () => seqBeside(raws, at), { reason: whatIsWrong(reader, raw), bytes: raw.data });
}

const MARK = { kind: 'mark', durationNs: '0x0', request: {}, status: 'ok', broken: [], warnings: [], modelled: false };

function jsonOf({ data }: RawMessage): unknown {
  try {
    return rawJson(data);
  } catch {
    return undefined;
  }
}

/** Why a message cannot be played; empty when it can. */
function whatIsWrong(reader: ChunkReader, raw: RawMessage): string {
  try {
    reader.play(raw);
    return '';
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

/** Why a message could not be played, from what playing it threw. */
export const reasonOf = (thrown: unknown): string =>
  errorInfo(thrown).message.replace(/^a \w+ message is malformed: /, '');

/** The number of a row that does not tell it: its neighbours in the chunk do. */
function seqBeside(raws: readonly RawMessage[], at: number): number {
  const seqs = seqsOf.get(raws) ?? countedFromKnown(raws);
  seqsOf.set(raws, seqs);
  return seqs.get(raws[at]!)!;
}

/** Numbers of the rows of chunks, for as long as those are kept: many may be asked for. */
const seqsOf = new WeakMap<readonly RawMessage[], ReadonlyMap<RawMessage, number>>();

/** The numbers of a chunk's rows, counted from the first that tells its own. */
function countedFromKnown(raws: readonly RawMessage[]): ReadonlyMap<RawMessage, number> {
  const rows = raws.filter(({ topic }) => topic === 'request' || topic === 'mark');
  let first = 0;
  for (const [place, raw] of rows.entries()) {
    const { seq } = (jsonOf(raw) ?? {}) as { seq?: unknown };
    if (!Number.isSafeInteger(seq)) continue;
    first = (seq as number) - place;
    break;
  }
  return new Map(rows.map((raw, place) => [raw, first + place]));
}

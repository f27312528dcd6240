import type { RequestRow } from '../../contract/app-contract.ts';
import type { RecordedMessage, Topic } from '../recorder/messages.ts';
import { type ChunkReader, type RawMessage, rawJson } from './chunk-reader.ts';

/**
 * What counting and searching need of a message: looked into, but not checked as a whole and without payloads, which is several times
 * quicker. What is shown to a person is played instead.
 */
export interface LightMessage {
  readonly topic: Topic;
  /** Session time; undefined where it cannot be told without playing the message. */
  readonly atNs: bigint | undefined;
  /** The row of a request or a mark, without its payload; `bytes` counts it. */
  readonly row?: RequestRow;
}

/** Messages that say what something before them changed: they take no time of their own. */
const RIDERS: readonly Topic[] = ['session', 'state', 'change', 'snapshot', 'program', 'recovery', 'config'];

export const isRider = (topic: Topic): boolean => RIDERS.includes(topic);

/** Throws when the message is not what its channel says. */
export function lightMessage(reader: ChunkReader, raw: RawMessage): LightMessage {
  const { topic } = raw;
  if (topic === 'request') return timed(topic, requestRow(rawJson(raw.data) as Written));
  if (topic === 'mark') return timed(topic, markRow(rawJson(raw.data) as RecordedMessage<'mark'>));
  return { topic, atNs: isRider(topic) ? leadingTime(raw.data) : reader.play(raw).message.atNs };
}

/** The part of a message that a tally counts: a row without its payload, of anything else the time. Throws likewise. */
export function countedMessage(reader: ChunkReader, raw: RawMessage): RecordedMessage<Topic> {
  const { atNs, row } = lightMessage(reader, raw);
  return (row ?? { atNs: atNs ?? reader.play(raw).message.atNs }) as RecordedMessage<Topic>;
}

/** A request as it is written: numbers and bytes are text. */
export type Written = Record<'atNs' | 'durationNs', string> & {
  data?: string;
  sent?: string;
  bytes?: number;
  request: Record<string, unknown>;
};

const timed = (topic: Topic, row: RequestRow): LightMessage => ({ topic, atNs: row.atNs, row });

/** Its row, without its payload. */
export function requestRow({ data, sent, request, ...written }: Written): RequestRow {
  const { data: inline, ...fields } = request;
  const bytes = written.bytes ?? (hexLength(data) || hexLength(sent) || hexLength(inline));
  const times = { atNs: BigInt(written.atNs), durationNs: BigInt(written.durationNs) };
  return { ...(written as object), ...times, request: fields, bytes } as RequestRow;
}

const markRow = ({ seq, atNs, note }: RecordedMessage<'mark'>): RequestRow => ({
  ...{ seq, atNs: BigInt(atNs), note, kind: 'mark', request: {}, status: 'ok', durationNs: 0n, bytes: 0 },
  ...{ broken: [], warnings: [], modelled: false },
});

const hexLength = (hex: unknown) => (typeof hex === 'string' ? hex.length / 2 : 0);

const LEADING_TIME = /^\{"atNs":"(0x[0-9a-f]{1,16})"/;

/** A state of ten thousand mappings is not parsed for its time, which the recorder writes first. */
function leadingTime(data: Uint8Array): bigint | undefined {
  const start = Buffer.from(data.buffer, data.byteOffset, Math.min(data.length, 40)).toString('latin1');
  const time = LEADING_TIME.exec(start)?.[1];
  return time === undefined ? undefined : BigInt(time);
}

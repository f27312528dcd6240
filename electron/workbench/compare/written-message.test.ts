import { expect, test } from 'vitest';
import { ChunkReader, type RawMessage } from '../player/chunk-reader.ts';
import { writtenRow } from './written-message.ts';

const ROWS = 200;

/** A chunk of these rows, and how often any of them was parsed. */
function chunkOf(textOf: (seq: number) => string) {
  const chunk = { raws: [] as RawMessage[], parsed: 0 };
  for (let seq = 100; seq < 100 + ROWS; seq++) {
    const bytes = Buffer.from(textOf(seq));
    const data = () => {
      chunk.parsed += 1;
      return bytes;
    };
    chunk.raws.push({ topic: 'request', encoding: 'json', logTime: 0n } as RawMessage);
    Object.defineProperty(chunk.raws.at(-1)!, 'data', { get: data });
  }
  return chunk;
}

const seqsOf = ({ raws }: { readonly raws: readonly RawMessage[] }) =>
  raws.map((_, at) => writtenRow(new ChunkReader(), raws, at).seq);

const NUMBERS = Array.from({ length: ROWS }, (_, at) => 100 + at);

test('a malformed row that tells its number is read on its own', () => {
  const chunk = chunkOf((seq) => JSON.stringify({ seq, atNs: '0xAB' }));
  expect(seqsOf(chunk)).toEqual(NUMBERS);
  // To read it, to say what is wrong, and to have its bytes.
  expect(chunk.parsed).toBe(3 * ROWS);
});

test('malformed rows that do not tell their number have it of the one that does, looked for once in a chunk', () => {
  const chunk = chunkOf((seq) => (seq === 299 ? JSON.stringify({ seq }) : 'null'));
  expect(seqsOf(chunk)).toEqual(NUMBERS);
  expect(chunk.parsed).toBe(4 * ROWS);
});

test('where none tells its number they are counted from 0', () => {
  expect(seqsOf(chunkOf(() => '{"seq":"1"}'))).toEqual(NUMBERS.map((seq) => seq - 100));
});

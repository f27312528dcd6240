import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { byteFormats } from '../../../../electron/contract/copying/byte-formats.ts';
import { toHex } from '../../../../native-bridge/abi/hex.ts';
import { dumpFormats, recognise } from './index.ts';

const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.');
const parse = (id: string, text: string) => dumpFormats.find((format) => format.id === id)!.parse(text);
const bytes = (...values: number[]) => Uint8Array.from(values);

interface Row {
  readonly at: number;
  readonly data: Uint8Array;
}

/** Rows of `size` bytes; rows that repeat the one before become one `*`, as the tools write them. */
function rows(data: Uint8Array, size: number, squeeze: boolean): readonly (Row | '*')[] {
  const all: (Row | '*')[] = [];
  let before = '';
  for (let at = 0; at < data.length; at += size) {
    const row = data.subarray(at, at + size);
    const key = [...row].join();
    if (squeeze && at > 0 && key === before && at + size < data.length) {
      if (all.at(-1) !== '*') all.push('*');
    } else all.push({ at, data: row });
    before = key;
  }
  return all;
}

type Writer = (data: Uint8Array) => string;
const lines = (data: Uint8Array, size: number, squeeze: boolean, write: (row: Row) => string) =>
  rows(data, size, squeeze).map((row) => (row === '*' ? '*' : write(row)));

const xxd =
  (columns: number, group: number, squeeze: boolean): Writer =>
  (data) =>
    lines(data, columns, squeeze, ({ at, data: row }) => {
      const groups = Array.from({ length: Math.ceil(row.length / group) }, (_, index) =>
        [...row.subarray(index * group, (index + 1) * group)].map(hex).join(''),
      );
      const width = columns * 2 + Math.ceil(columns / group) - 1;
      return `${at.toString(16).padStart(8, '0')}: ${groups.join(' ').padEnd(width)}  ${[...row].map(printable).join('')}`;
    }).join('\n');

const hexdumpC: Writer = (data) =>
  [
    ...lines(data, 16, true, ({ at, data: row }) => {
      const pairs = [...row].map(hex);
      const text = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(49);
      return `${at.toString(16).padStart(8, '0')}  ${text} |${[...row].map(printable).join('')}|`;
    }),
    data.length.toString(16).padStart(8, '0'),
    '',
  ].join('\n');

const od =
  (radix: 8 | 10 | 16, width: number, base: 8 | 16, order: 'le' | 'be'): Writer =>
  (data) => {
    const offset = (at: number) => at.toString(radix).padStart(radix === 16 ? 6 : 7, '0');
    const digits = base === 16 ? width * 2 : Math.ceil((width * 8) / 3);
    const number = (row: Uint8Array, at: number) => {
      const word = new Uint8Array(width);
      word.set(row.subarray(at, at + width));
      const octets = order === 'le' ? word.reverse() : word;
      return octets
        .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
        .toString(base)
        .padStart(digits, '0');
    };
    return [
      ...lines(data, 16, true, ({ at, data: row }) =>
        [offset(at), ...Array.from({ length: Math.ceil(row.length / width) }, (_, i) => number(row, i * width))].join(
          ' ',
        ),
      ),
      offset(data.length),
    ].join('\n');
  };

const writers: readonly (readonly [string, string, Writer])[] = [
  ['xxd', 'xxd', xxd(16, 2, false)],
  ['xxd -c 8 -g 1', 'xxd', xxd(8, 1, false)],
  ['xxd -a -g 4', 'xxd', xxd(16, 4, true)],
  ['hexdump -C', 'hexdump-c', hexdumpC],
  ['hexdump on x86', 'words-le', od(16, 2, 16, 'le')],
  ['od on x86', 'words-le', od(8, 2, 8, 'le')],
  ['od -t x4 on s390x', 'words-be', od(8, 4, 16, 'be')],
  ['od -A x -t x8 on s390x', 'words-be', od(16, 8, 16, 'be')],
  ['od -t x1', 'od-bytes', od(8, 1, 16, 'be')],
  ['od -A x -t x1', 'od-bytes', od(16, 1, 16, 'be')],
  ['od -b', 'od-bytes', od(8, 1, 8, 'be')],
  ...byteFormats.map(({ id, title, format }): readonly [string, string, Writer] => [
    `our own ${title}`,
    { hex: 'hex', hexdump: 'hexdump-c', c: 'c', json: 'json' }[id]!,
    (data) => format(data, 0x40),
  ]),
];

/** Bytes with runs in them, so that lines repeat. */
const anyBytes = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 6 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((runs) =>
    Uint8Array.from(runs.flatMap(([run, count]) => Array.from({ length: count * 16 }, (_, i) => run[i % run.length]!))),
  );
const anyLength = fc.oneof(anyBytes, fc.uint8Array({ minLength: 1, maxLength: 300 }));

describe.each(writers)('%s', (_, id, write) => {
  it('comes back as the bytes it was written from', () => {
    fc.assert(
      fc.property(anyLength, (data) => {
        expect(toHex(parse(id, write(data)) ?? new Uint8Array())).toBe(toHex(data));
      }),
      { numRuns: 40 },
    );
  });
  it('is recognised for what it is, also in the midst of blank lines and with Windows line ends', () => {
    const data = Uint8Array.from({ length: 41 }, (_, i) => (i * 37 + 3) & 0xff);
    const found = recognise(`\n${write(data).replaceAll('\n', '\r\n')}\n\n`);
    expect(found.map(({ bytes: read }) => read)).toContainEqual(data);
    expect(found.find(({ format }) => format.id === id)?.bytes).toEqual(data);
    if (!id.startsWith('words')) expect(found[0]?.format.id).toBe(id);
  });
});

test('real output of the tools', () => {
  expect(parse('words-le', '0000000 6548 6c6c 006f\n0000005\n')).toEqual(bytes(0x48, 0x65, 0x6c, 0x6c, 0x6f));
  expect(parse('words-le', '0000000 062510 066154 000157\n0000005\n')).toEqual(bytes(0x48, 0x65, 0x6c, 0x6c, 0x6f));
  expect(
    parse('hexdump-c', '00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000030\n'),
  ).toEqual(new Uint8Array(48));
  expect(parse('c', 'unsigned char x[] = {\n  0x48, 0x65, /* He */\n  111 };\nunsigned int x_len = 3;\n')).toEqual(
    bytes(0x48, 0x65, 111),
  );
  expect(parse('xxd', '00000000: 6162 6364 2020                           abcd  \n')).toEqual(
    bytes(0x61, 0x62, 0x63, 0x64, 0x20, 0x20),
  );
});

test('offsets may be decimal, where the lines tell', () => {
  const data = Uint8Array.from({ length: 45 }, (_, i) => i * 5);
  expect(parse('od-bytes', od(10, 1, 16, 'be')(data))).toEqual(data);
});

test('words are offered in both byte orders', () => {
  const found = recognise('0000000 0102 0304\n0000004\n');
  expect(found.map(({ format }) => format.id).slice(0, 2)).toEqual(['words-le', 'words-be']);
});

test('a dump with a gap, a claim beyond every bound and garbage hold nothing, and nothing throws', () => {
  expect(recognise('00000000: 0102\n00000008: 03')).toEqual([]);
  expect(recognise('00000000  01 02\n*\nffffffffffffffff\n')).toEqual([]);
  expect(recognise('{ 256, 1 }')).toEqual([]);
  expect(recognise('hello, world')).toEqual([]);
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('0000000 ', '*\n', '\n', ': ', '  |', '0x5a, ', '{', '}', '00 ', 'ffffffff'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const { bytes: read } of recognise(pieces.join(''))) expect(read.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test('a quarter of a megabyte is read at once', () => {
  const data = Uint8Array.from({ length: 1 << 18 }, (_, i) => (i * 2654435761) >>> 24);
  expect(toHex(parse('hexdump-c', hexdumpC(data))!) === toHex(data)).toBe(true);
});

import type { ByteOrder } from '../../../../native-bridge/abi/types.ts';
import type { DumpFormat } from './format.ts';
import { joined, type OffsetLine, readLines } from './lines.ts';

/** Dumps of od and of hexdump without options: an offset, then numbers of equal width. */

const LINE = /^([0-9a-f]{6,16})((?:\s+[0-9a-f]+)+)\s*(?:>.*<)?\s*$/i;

/** Digits of a number -> its bytes and base. Octal and hexadecimal widths never agree. */
const WIDTHS: Readonly<Record<number, readonly [bytes: number, radix: 16 | 8]>> = {
  2: [1, 16],
  4: [2, 16],
  8: [4, 16],
  16: [8, 16],
  3: [1, 8],
  6: [2, 8],
  11: [4, 8],
  22: [8, 8],
};

function bytesOf(tokens: readonly string[], width: number, radix: 16 | 8, order: ByteOrder): Uint8Array | undefined {
  const bytes = new Uint8Array(tokens.length * width);
  for (const [index, token] of tokens.entries()) {
    if (radix === 8 && !/^[0-7]+$/.test(token)) return undefined;
    let value = BigInt(`${radix === 16 ? '0x' : '0o'}${token}`);
    if (BigInt.asUintN(8 * width, value) !== value) return undefined;
    for (let at = 0; at < width; at++) {
      bytes[index * width + (order === 'le' ? at : width - 1 - at)] = Number(value & 0xffn);
      value >>= 8n;
    }
  }
  return bytes;
}

function line(text: string, isWanted: (width: number) => boolean, order: ByteOrder): OffsetLine | undefined {
  const [, offset, rest] = LINE.exec(text) ?? [];
  if (offset === undefined) return undefined;
  const tokens = rest!.trim().split(/\s+/);
  const digits = tokens[0]!.length;
  const [width, radix] = WIDTHS[digits] ?? [];
  if (!width || !radix || !isWanted(width) || tokens.some(({ length }) => length !== digits)) return undefined;
  const bytes = bytesOf(tokens, width, radix, order);
  return bytes && { offset, bytes };
}

/** Offsets of seven digits are written by these tools alone; others need a second line that follows, or they are hex digits themselves. */
const TOOL_OFFSET = 7;

function parse(text: string, isWanted: (width: number) => boolean, order: ByteOrder): Uint8Array | undefined {
  const dump = readLines(text, (one) => line(one, isWanted, order));
  if (!dump) return undefined;
  const [first] = dump.lines as readonly OffsetLine[];
  if (dump.lines.length === 1 && dump.end === undefined && first!.offset.length !== TOOL_OFFSET) return undefined;
  return joined(dump, [8, 16, 10]);
}

export const odBytes: DumpFormat = {
  id: 'od-bytes',
  title: 'od -t x1 or -b: offset, bytes',
  parse: (text) => parse(text, (width) => width === 1, 'be'),
};

export const wordsLittle: DumpFormat = {
  id: 'words-le',
  title: 'hexdump or od in words, made on a little-endian machine (x86)',
  parse: (text) => parse(text, (width) => width > 1, 'le'),
};

export const wordsBig: DumpFormat = {
  id: 'words-be',
  title: 'hexdump or od in words, made on a big-endian machine (s390x)',
  parse: (text) => parse(text, (width) => width > 1, 'be'),
};

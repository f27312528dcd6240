import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { DumpFormat } from './format.ts';
import { joined, type OffsetLine, readLines } from './lines.ts';

/** Offset, colon, groups of digits with one blank between them, then text behind two blanks. */
const LINE = /^\s*(?:0x)?([0-9a-f]{2,16}):\s+((?:[0-9a-f]{2})+(?: (?:[0-9a-f]{2})+)*)(?:\s*$|\s{2,}|\t)/i;

/** xxd and lspci write at most this much in a line: what is longer has its text taken for bytes. */
const MOST = 256;

function line(text: string): OffsetLine | undefined {
  const [, offset, digits] = LINE.exec(text) ?? [];
  const bytes = digits === undefined ? undefined : parseHex(digits);
  return bytes && bytes.length <= MOST ? { offset: offset!, bytes } : undefined;
}

export const colon: DumpFormat = {
  id: 'xxd',
  title: 'xxd or lspci -x: offset, colon, bytes',
  parse: (text) => {
    const dump = readLines(text, line);
    return dump && joined(dump);
  },
};

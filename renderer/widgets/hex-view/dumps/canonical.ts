import { parseHex } from '../../../../native-bridge/abi/hex.ts';
import type { DumpFormat } from './format.ts';
import { joined, type OffsetLine, readLines } from './lines.ts';

/** Offset, two blanks, pairs of digits with blanks between them, then text between bars. */
const LINE = /^\s*([0-9a-f]{4,16})\s{2,}((?:[0-9a-f]{2}\s+)*[0-9a-f]{2})\s*(?:\|.*)?$/i;

function line(text: string): OffsetLine | undefined {
  const [, offset, digits] = LINE.exec(text) ?? [];
  const bytes = digits === undefined ? undefined : parseHex(digits);
  return bytes && { offset: offset!, bytes };
}

export const canonical: DumpFormat = {
  id: 'hexdump-c',
  title: 'hexdump -C, or copied from here: offset, bytes, text',
  parse: (text) => {
    const dump = readLines(text, line);
    return dump && joined(dump);
  },
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../../native-bridge/abi/types.ts';
import { decodeText, encodeText } from './coding.ts';
import { copyFormats } from './copy-as.ts';
import { moveCursor, selectedRange } from './cursor.ts';
import { overwrite, remove, resize, splice, typeDigit } from './edit.ts';
import { fieldRanges, rangeAt } from './field-ranges.ts';
import { inspect } from './inspect.ts';
import { parsePastedBytes } from './paste.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const copyAs = (id: string, data: Uint8Array, base = 0) => copyFormats.find((f) => f.id === id)!.format(data, base);

describe('copy as and paste', () => {
  it('pastes back what every text form copied, for any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        fc.constantFrom('hex', 'hexdump', 'c'),
        (data, format) => {
          expect(parsePastedBytes(copyAs(format, data, 0x40))).toEqual(data);
        },
      ),
    );
  });
  it('writes a hexdump with offset, two groups and text column', () => {
    const dump = copyAs(
      'hexdump',
      Uint8Array.from({ length: 17 }, (_, i) => 0x41 + i),
      0x10,
    );
    expect(dump.split('\n')).toEqual([
      '00000010  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|',
      `00000020  51${' '.repeat(48)}|Q|`,
    ]);
  });
  it('reads xxd and lspci dumps and hexdump -C with its closing line', () => {
    expect(parsePastedBytes('00000000: 5a5a 0102 0304            ZZ....')).toEqual(bytes(0x5a, 0x5a, 1, 2, 3, 4));
    expect(parsePastedBytes('0000: f4 1a 41 10\n0004: 02 00')).toEqual(bytes(0xf4, 0x1a, 0x41, 0x10, 2, 0));
    expect(parsePastedBytes('00000000  41 42 |AB|\n00000002\n')).toEqual(bytes(0x41, 0x42));
  });
  it('keeps every byte of grouped hex that merely looks like an offset and bytes', () => {
    expect(parsePastedBytes('5a5a 0102')).toEqual(bytes(0x5a, 0x5a, 1, 2));
    expect(parsePastedBytes('0000: 01 02\n0008: 03')).toBeUndefined();
  });
  it('refuses text that holds no bytes and never throws', () => {
    expect(parsePastedBytes('hello')).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void parsePastedBytes(text)));
  });
  it('gives JSON with the offset of the first byte', () => {
    expect(JSON.parse(copyAs('json', bytes(0xab), 8))).toEqual({ offset: 8, length: 1, hex: 'ab' });
  });
});

describe('cursor', () => {
  const key = (name: string, ctrlKey = false, shiftKey = false) => ({ key: name, ctrlKey, shiftKey });
  const grid = { length: 100, columns: 16, pageRows: 1 };
  it('stays inside the bytes whatever keys are pressed', () => {
    const anyKey = fc.record({
      key: fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'),
      ctrlKey: fc.boolean(),
      shiftKey: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anyKey),
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(8, 16),
        (keys, length, columns) => {
          let cursor = { at: 0, anchor: 0 };
          for (const pressed of keys) cursor = moveCursor(cursor, pressed, { length, columns, pageRows: 4 }) ?? cursor;
          const { offset, length: selected } = selectedRange(cursor);
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + selected).toBeLessThanOrEqual(length);
        },
      ),
    );
  });
  it('extends the selection with Shift and drops it without', () => {
    const extended = moveCursor({ at: 4, anchor: 4 }, key('ArrowRight', false, true), grid)!;
    expect(selectedRange(extended)).toEqual({ offset: 4, length: 2 });
    expect(selectedRange(moveCursor(extended, key('ArrowDown'), grid)!)).toEqual({ offset: 21, length: 1 });
  });
  it('leaves other keys alone', () => {
    expect(moveCursor({ at: 0, anchor: 0 }, key('x'), grid)).toBeUndefined();
  });
});

describe('editing', () => {
  it('types two digits into one byte and begins a new byte at the end', () => {
    const first = typeDigit(bytes(1), 1, 0, 'a', 10);
    expect(typeDigit(first, 1, 1, 'b', 10)).toEqual(bytes(1, 0xab));
  });
  it('never grows beyond the limit', () => {
    expect(overwrite(bytes(1, 2), 1, bytes(7, 8, 9), 3)).toEqual(bytes(1, 7, 8));
    expect(typeDigit(bytes(1, 2), 2, 0, 'f', 2)).toEqual(bytes(1, 2));
  });
  it('removes, cuts and pads', () => {
    expect(remove(bytes(1, 2, 3, 4), 1, 2)).toEqual(bytes(1, 4));
    expect(resize(bytes(1, 2), 3)).toEqual(bytes(1, 2, 0));
    expect(resize(bytes(1, 2), 1)).toEqual(bytes(1));
  });
  it('inserts in place of a selection and cuts what leaves the limit', () => {
    expect(splice(bytes(1, 2, 3), 1, 1, bytes(8, 9), 10)).toEqual(bytes(1, 8, 9, 3));
    expect(splice(bytes(1, 2, 3), 1, 0, bytes(8, 9), 4)).toEqual(bytes(1, 8, 9, 2));
    expect(typeDigit(bytes(1, 2), 1, 0, 'a', 10, 'insert')).toEqual(bytes(1, 0xa0, 2));
    expect(typeDigit(bytes(1, 0xa0, 2), 1, 1, 'b', 10, 'insert')).toEqual(bytes(1, 0xab, 2));
  });
  it('never makes more than the limit nor throws, wherever it edits', () => {
    const place = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 30 }),
        place,
        place,
        fc.uint8Array({ maxLength: 30 }),
        (old, from, length, put) => {
          expect(splice(old, from, length, put, 30).length).toBeLessThanOrEqual(30);
          expect(overwrite(old, from, put, 30).length).toBeLessThanOrEqual(30);
        },
      ),
    );
  });
});

describe('text of bytes', () => {
  it('is typed as it is shown, in ASCII and EBCDIC', () => {
    for (const coding of ['ascii', 'ebcdic'] as const)
      for (let byte = 0; byte < 256; byte++) {
        const shown = decodeText(bytes(byte), coding);
        if (shown !== '.' && shown.trim() !== '') expect(encodeText(shown, coding)).toEqual(bytes(byte));
      }
  });
  it('is refused where a character has no byte', () => {
    expect(encodeText('€', 'ascii')).toBeUndefined();
    expect(encodeText('ab\n', 'ascii')).toEqual(bytes(0x61, 0x62, 0x0a));
    expect(encodeText('ISM', 'ebcdic')).toEqual(bytes(0xc9, 0xe2, 0xd4));
  });
});

describe('field ranges', () => {
  const leaf = (id: string, offset: number, length: number, children?: TreeNode[]): TreeNode => ({
    id,
    name: id,
    kind: 'field',
    offset,
    length,
    children,
  });
  const tree: TreeNode = {
    id: 'root',
    name: 'root',
    kind: 'struct',
    offset: 0,
    length: 24,
    children: [leaf('argsz', 0, 4), leaf('flags', 4, 4, [leaf('flags/RESET', 4, 4)]), leaf('cap', 16, 8)],
  };
  it('gives one range per field and keeps flag bits with their word', () => {
    expect(fieldRanges(tree).map((range) => range.id)).toEqual(['argsz', 'flags', 'cap']);
  });
  it('finds the field of a byte and nothing in a gap', () => {
    const ranges = fieldRanges(tree);
    expect(ranges[rangeAt(ranges, 7)]?.id).toBe('flags');
    expect(rangeAt(ranges, 10)).toBe(-1);
    expect(rangeAt(ranges, 24)).toBe(-1);
  });
});

describe('data inspector', () => {
  it('reads both byte orders and leaves out what does not fit', () => {
    expect(inspect(bytes(0x01, 0x02, 0x03), 1)).toEqual([
      { type: 'u8', be: 2, le: 2 },
      { type: 'u16', be: 0x0203, le: 0x0302 },
      { type: 'u32' },
      { type: 'u64' },
    ]);
  });
});

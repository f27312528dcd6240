import { toHex } from '../../../native-bridge/abi/hex.ts';

/** The forms in which bytes leave the workbench through the clipboard. Adding one is one entry. */
export interface ByteFormat {
  readonly id: string;
  readonly title: string;
  /** `base` is the offset of the first byte inside its structure. */
  readonly format: (bytes: Uint8Array, base: number) => string;
}

export const ROW_BYTES = 16;

const hexPair = (byte: number) => byte.toString(16).padStart(2, '0');
const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.');

/** Start offsets of the rows that hold `length` bytes. */
const rowStarts = (length: number) =>
  Array.from({ length: Math.ceil(length / ROW_BYTES) }, (_, row) => row * ROW_BYTES);

function dumpRow(bytes: Uint8Array, start: number, base: number): string {
  const row = bytes.subarray(start, start + ROW_BYTES);
  const pairs = Array.from(row, hexPair);
  const hex = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(ROW_BYTES * 3);
  return `${(base + start).toString(16).padStart(8, '0')}  ${hex}  |${Array.from(row, printable).join('')}|`;
}

function cRow(bytes: Uint8Array, start: number): string {
  const row = bytes.subarray(start, start + ROW_BYTES);
  return `  ${Array.from(row, (byte) => `0x${hexPair(byte)}`).join(', ')},`;
}

export const byteFormats: readonly ByteFormat[] = [
  { id: 'hex', title: 'Hex', format: (bytes) => toHex(bytes) },
  {
    id: 'hexdump',
    title: 'Hexdump',
    format: (bytes, base) =>
      rowStarts(bytes.length)
        .map((start) => dumpRow(bytes, start, base))
        .join('\n'),
  },
  {
    id: 'c',
    title: 'C array',
    format: (bytes) =>
      `static const unsigned char bytes[${bytes.length}] = {\n${rowStarts(bytes.length)
        .map((start) => cRow(bytes, start))
        .join('\n')}\n};`,
  },
  {
    id: 'json',
    title: 'JSON',
    format: (bytes, base) => JSON.stringify({ offset: base, length: bytes.length, hex: toHex(bytes) }),
  },
];

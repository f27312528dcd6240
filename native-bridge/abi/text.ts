import { groupedHex, toHex } from './hex.ts';
import type { FieldSpec, FieldValue } from './types.ts';

/** Values as a person reads them. */

const SHOWN_BYTES = 32;
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** Text of one field's value: flag names, enumeration name, size with unit, grouped hex. */
export function fieldText(field: FieldSpec, value: FieldValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return bytesText(value);
  if (field.bits) return flagsText(value, field.bits);
  if (field.names) return nameText(Number(value), field);
  return numberText(field, value);
}

/** Hex of at most 32 bytes, with the number of bytes left out. */
export function bytesText(bytes: Uint8Array): string {
  const shown = toHex(bytes.subarray(0, SHOWN_BYTES));
  return bytes.length > SHOWN_BYTES ? `${shown} … ${bytes.length} bytes` : shown;
}

function numberText(field: FieldSpec, value: number | bigint): string {
  switch (field.show) {
    case 'hex':
      return `0x${value.toString(16).padStart(hexDigits(field), '0')}`;
    case 'address':
      return groupedHex(value);
    case 'size':
      return sizeText(BigInt(value));
    case 'page-sizes':
      return pageSizesText(BigInt(value));
    case 'ms':
      return `${value} ms`;
    case 'tod':
      return todText(BigInt(value));
    case 'dec':
      return value.toString();
    default:
      return typeof value === 'bigint' ? groupedHex(value) : value.toString();
  }
}

const HEX_DIGITS: Readonly<Record<string, number>> = { u8: 2, u16: 4, u24: 6, u32: 8 };
const hexDigits = ({ type, mask }: FieldSpec) => (mask === undefined ? (HEX_DIGITS[type] ?? 1) : 1);

function nameText(value: number, field: FieldSpec): string {
  const name = field.names?.[value];
  const digits = field.show === 'dec' ? value.toString() : numberText({ ...field, show: 'hex' }, value);
  return name ? `${digits} ${name}` : digits;
}

/** `RESET | PCI | CAPS`; bits without a name follow as hex; `0` when nothing is set. Named bits lie in the low 32. */
export function flagsText(value: number | bigint, bits: Readonly<Record<number, string>>): string {
  const names: string[] = [];
  let low = Number(BigInt.asUintN(32, BigInt(value)));
  const high = BigInt(value) - BigInt(low);
  for (const bit in bits) {
    const mask = Number(bit);
    if ((low & mask) === 0) continue;
    names.push(bits[mask]!);
    low = (low & ~mask) >>> 0;
  }
  const rest = high + BigInt(low);
  if (rest) names.push(groupedHex(rest));
  return names.join(' | ') || '0';
}

/** `4 KiB`, `0x3000` as `12 KiB`, odd sizes in bytes: `4097 bytes`. */
export function sizeText(size: bigint): string {
  let unit = 0;
  let scaled = size;
  while (scaled !== 0n && scaled % 1024n === 0n && unit < UNITS.length - 1) {
    scaled /= 1024n;
    unit++;
  }
  return `${scaled} ${UNITS[unit]}`;
}

/** Page sizes of a bitmap: `4 KiB | 2 MiB | 1 GiB`; a long run ends in an ellipsis. */
function pageSizesText(bitmap: bigint): string {
  const sizes: string[] = [];
  for (let bit = 0n; bit < 64n && sizes.length < 5; bit++) if (bitmap & (1n << bit)) sizes.push(sizeText(1n << bit));
  return sizes.length === 5 ? `${sizes.slice(0, 4).join(' | ')} | …` : sizes.join(' | ') || '0';
}

const EPOCH_1900_TO_1970_MS = 2_208_988_800_000;

/** Unix milliseconds of a time-of-day clock value: bits 63-12 count microseconds since 1900. */
export function todToUnixMs(tod: bigint): number {
  return Number((tod >> 12n) / 1000n) - EPOCH_1900_TO_1970_MS;
}

const todText = (tod: bigint) => (tod === 0n ? '0' : `${groupedHex(tod)} ${new Date(todToUnixMs(tod)).toISOString()}`);

import { groupedHex, parseUnsigned } from '../../../native-bridge/abi/hex.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  b: 1n,
  k: 1n << 10n,
  kib: 1n << 10n,
  m: 1n << 20n,
  mib: 1n << 20n,
  g: 1n << 30n,
  gib: 1n << 30n,
  t: 1n << 40n,
  tib: 1n << 40n,
};

/** The number in `0x..`, decimal, underscored or sized text (`64 KiB`, `4k`), or undefined. Unsigned, up to 64 bits. */
export function parseNumber(text: string): bigint | undefined {
  const sized = /^\s*([0-9][0-9_]*)\s*([kmgt]i?b?|b)\s*$/i.exec(text);
  if (!sized) return parseUnsigned(text);
  const unit = UNITS[sized[2]!.toLowerCase().replace(/^([kmgt])b$/, '$1')];
  const value = parseUnsigned(sized[1]!);
  return unit === undefined || value === undefined ? undefined : parseUnsigned((value * unit).toString());
}

/** `131,072`: decimal with separators. */
export function groupedDecimal(value: number | bigint): string {
  return value.toString().replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
}

/** Both readings of a number for a hover or a field's hint: `0x1000 · 4,096`. */
export function bothBases(value: number | bigint): string {
  return `${groupedHex(value)} · ${groupedDecimal(value)}`;
}

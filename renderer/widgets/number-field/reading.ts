import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { durationText } from '../../text/quantities.ts';
import { groupedDecimal } from './number-text.ts';

/** What a number counts, as far as a person wants it said. */
export type Unit = 'bytes' | 'ns' | 'ms';

const SIZES = ['KiB', 'MiB', 'GiB', 'TiB'];

/** `4 KiB` for a whole number of binary units, undefined for others. */
export function wholeSize(value: bigint): string | undefined {
  let rest = value;
  let unit = -1;
  while (rest > 0n && rest % 1024n === 0n && unit < SIZES.length - 1) {
    rest /= 1024n;
    unit++;
  }
  return unit < 0 ? undefined : `${groupedDecimal(rest)} ${SIZES[unit]}`;
}

const NS_PER_MS = 1_000_000n;

function inUnit(value: bigint, unit: Unit | undefined): string | undefined {
  if (unit === 'bytes') return wholeSize(value) ?? `${groupedDecimal(value)} B`;
  if (unit === undefined) return undefined;
  return durationText(unit === 'ms' ? value * NS_PER_MS : value);
}

/**
 * What stands beside a number as typed: its other base, and the number in its unit. A sum shows both bases of what it comes to.
 * `0x1000` of bytes: `4,096 · 4 KiB`.
 */
export function reading(value: bigint, text: string, unit?: Unit): string {
  const typed = text.trim();
  const bases = /^0x[0-9a-f_]+$/i.test(typed)
    ? [groupedDecimal(value)]
    : /^[0-9_]+$/.test(typed)
      ? [groupedHex(value)]
      : [`= ${groupedHex(value)}`, groupedDecimal(value)];
  const measured = inUnit(value, unit);
  return [...bases, ...(measured ? [measured] : [])].join(' · ');
}

/** Counts, sizes, rates and times as a person reads them, always with their unit. */

const THIN = '\u2009';

const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `1,204`. */
export const countText = (count: number | bigint): string => counts.format(count);

/** `1 request`, `1,204 requests`. */
export const countOf = (count: number, thing: string): string =>
  `${counts.format(count)} ${thing}${count === 1 ? '' : 's'}`;

/** A number of at most four significant places: `1.94`, `19.4`, `194`, `1,940`. */
const threeDigits = (value: number): string =>
  value >= 100 ? counts.format(value) : value.toFixed(value >= 10 || value === 0 ? 1 : 2);

function scaled(value: number, step: number, units: readonly string[]): string {
  let power = 0;
  let rest = value;
  while (rest >= step && power < units.length - 1) {
    rest /= step;
    power++;
  }
  const digits = power === 0 && Number.isInteger(rest) ? counts.format(rest) : threeDigits(rest);
  return `${digits}${THIN}${units[power]}`;
}

/** `4 KiB`-style size of a measured number of bytes, rounded: `1.46 MiB`. Exact sizes of fields come from the decoder. */
export const bytesText = (bytes: number): string => scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);

/** `384 MiB/s`. */
export const byteRateText = (bytesPerSecond: number): string => `${bytesText(bytesPerSecond)}/s`;

/** Sizes in powers of two, or in powers of ten: `1.46 MiB`, `1.53 MB`. */
export const bytesIn = (decimal: boolean): ((bytes: number) => string) => (decimal ? decimalBytesText : bytesText);
const decimalBytesText = (bytes: number) => scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);

/** `384 MiB/s` or `403 MB/s`. */
export const byteRateIn = (decimal: boolean): ((rate: number) => string) =>
  decimal ? decimalByteRateText : byteRateText;
const decimalByteRateText = (rate: number) => `${decimalBytesText(rate)}/s`;

/** `1.20 M/s`, `980 /s`. */
export const rateText = (perSecond: number): string => scaled(perSecond, 1000, ['/s', 'k/s', 'M/s', 'G/s']);

/** `1.90 µs`. */
export const durationText = (ns: number | bigint): string => scaled(Number(ns), 1000, ['ns', 'µs', 'ms', 's']);

/** Seconds since the session began with microseconds set apart: `12.004 123`. */
export function sessionTime(ns: bigint): string {
  const us = (ns / 1000n).toString().padStart(7, '0');
  return `${us.slice(0, -6)}.${us.slice(-6, -3)}${THIN}${us.slice(-3)}`;
}

/** `00:12`, `1:02:09`: how long something has been going on. */
export function clockText(ns: bigint): string {
  const seconds = Number(ns / 1_000_000_000n);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, ...rest] = parts.map((part) => String(part).padStart(2, '0'));
  return parts[0] ? `${parts[0]}:${rest.join(':')}` : rest.join(':') || hours!;
}

/** Time of day of a wall-clock reading in ns since 1970: `14:03:59`. */
export const timeOfDay = (ns: bigint): string =>
  new Date(Number(ns / 1_000_000n)).toLocaleTimeString('en-GB', { hour12: false });

/** Time of day to the millisecond: `14:03:59.123`. */
export const preciseTimeOfDay = (ns: bigint): string =>
  `${timeOfDay(ns)}.${String((ns / 1_000_000n) % 1000n).padStart(3, '0')}`;

/** Date and time of a wall-clock reading in ns since 1970: `2026-11-21 14:03`. */
export function dateText(ns: bigint): string {
  const date = new Date(Number(ns / 1_000_000n));
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Times, rates and sizes as a person reads them. */

/** `1.9 us`, `12.0 ms`, `3.20 s`. */
export function duration(ns: number | bigint): string {
  const value = Number(ns);
  if (value < 1000) return `${value} ns`;
  if (value < 1e6) return `${(value / 1e3).toFixed(1)} us`;
  return value < 1e9 ? `${(value / 1e6).toFixed(1)} ms` : `${(value / 1e9).toFixed(2)} s`;
}

/** `812`, `51.3 k`, `1.20 M`. */
export function quantity(value: number): string {
  if (value < 1e4) return String(Math.round(value));
  return value < 1e6 ? `${(value / 1e3).toFixed(1)} k` : `${(value / 1e6).toFixed(2)} M`;
}

/** Bytes with a binary unit: `4.0 KiB`. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const unit = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return unit === 0 ? `${Math.round(bytes)} B` : `${(bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** Size of a stretch to three places, `4.00 TiB` as `4 TiB`: for a label on the map, where the exact size is one click away. */
export function roughSize(size: bigint): string {
  let unit = 0;
  let scaled = Number(size);
  while (scaled >= 1023.5 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return `${Number(scaled.toPrecision(3))} ${UNITS[unit]}`;
}

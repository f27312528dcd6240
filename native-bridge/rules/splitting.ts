/** How the kernel cuts one access into device operations. Widths in bytes, in order. */

/**
 * Widths of `vfio_pci_core_do_io_rw`: the widest of 8, 4, 2, 1 that the position is a multiple of and that still fits.
 * `rom` and kernels before 6.11 stop at 4.
 */
export function vfioPieces(
  offset: bigint | number,
  length: number,
  options: { readonly rom?: boolean; readonly maxWidth?: 4 | 8 } = {},
): number[] {
  const widest = options.rom ? 4 : (options.maxWidth ?? 8);
  const pieces: number[] = [];
  let position = Number(BigInt(offset) % 8n);
  for (let left = length; left > 0; left -= pieces.at(-1)!) {
    let width = widest;
    while (width > 1 && (position % width !== 0 || width > left)) width /= 2;
    pieces.push(width);
    position += width;
  }
  return pieces;
}

const BOUNDARY = 4096;

/**
 * Widths of `zpci_get_max_io_size` over a whole copy: everything at once when source, destination and size are multiples of 8,
 * else 8, else the next power of two; never over a 4 KiB boundary of `dst` and never more than `max`.
 */
export function zpciPieces(src: bigint | number, dst: bigint | number, length: number, max: number): number[] {
  const pieces: number[] = [];
  let source = Number(BigInt(src) % 8n);
  let target = Number(BigInt(dst) % BigInt(BOUNDARY));
  for (let left = length; left > 0; left -= pieces.at(-1)!) {
    const width = zpciWidth(source, target, left, max);
    pieces.push(width);
    source += width;
    target = (target + width) % BOUNDARY;
  }
  return pieces;
}

function zpciWidth(source: number, target: number, left: number, max: number): number {
  const size = Math.min(left, BOUNDARY - target, max);
  if ([source, target, size].every((value) => value % 8 === 0)) return size;
  return size >= 8 ? 8 : 2 ** Math.floor(Math.log2(size));
}

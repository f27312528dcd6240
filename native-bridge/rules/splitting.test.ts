import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vfioPieces, zpciPieces } from './splitting.ts';

const offset = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffffn });
const length = fc.integer({ min: 0, max: 9000 });
const sum = (pieces: number[]) => pieces.reduce((total, width) => total + width, 0);

describe('vfio BAR accesses', () => {
  it.each([
    [0, 16, [8, 8]],
    [4, 12, [4, 8]],
    [1, 7, [1, 2, 4]],
    [6, 10, [2, 8]],
    [3, 1, [1]],
    [0, 11, [8, 2, 1]],
    [0, 0, []],
  ])('(%i, %i) is cut into %j', (at, bytes, widths) => {
    expect(vfioPieces(at, bytes)).toEqual(widths);
  });

  it('the ROM and kernels before 6.11 take at most 4 bytes', () => {
    expect(vfioPieces(0, 8, { rom: true })).toEqual([4, 4]);
    expect(vfioPieces(0, 11, { maxWidth: 4 })).toEqual([4, 4, 2, 1]);
  });

  it('4 KiB are 512 operations of 8 bytes, 1024 of 4', () => {
    expect(vfioPieces(0, 4096)).toHaveLength(512);
    expect(vfioPieces(0, 4096, { maxWidth: 4 })).toHaveLength(1024);
  });

  it('pieces add up, are aligned, and never leave a doubleword', () => {
    fc.assert(
      fc.property(offset, length, (at, bytes) => {
        const pieces = vfioPieces(at, bytes);
        expect(sum(pieces)).toBe(bytes);
        let position = at;
        for (const width of pieces) {
          expect(position % BigInt(width)).toBe(0n);
          position += BigInt(width);
        }
      }),
    );
  });
});

describe('zPCI copies', () => {
  it.each([
    ['128 aligned bytes in one go', 0, 0, 128, [128]],
    ['200 aligned bytes as 128 and 72', 0, 0, 200, [128, 72]],
    ['20 bytes as 8, 8, 4', 0, 0, 20, [8, 8, 4]],
    ['3 bytes as 2, 1', 0, 0, 3, [2, 1]],
    ['64 bytes 8 before a boundary as 8 and 56', 0, 0x1ff8, 64, [8, 56]],
  ])('%s', (_, src, dst, bytes, widths) => {
    expect(zpciPieces(src, dst, bytes, 128)).toEqual(widths);
  });

  it('pieces add up and never cross a 4 KiB boundary of the destination', () => {
    fc.assert(
      fc.property(offset, offset, length, fc.constantFrom(8, 128), (src, dst, bytes, max) => {
        const pieces = zpciPieces(src, dst, bytes, max);
        expect(sum(pieces)).toBe(bytes);
        let within = Number(dst % 4096n);
        for (const width of pieces) {
          expect(within + width).toBeLessThanOrEqual(4096);
          within = (within + width) % 4096;
        }
      }),
    );
  });
});

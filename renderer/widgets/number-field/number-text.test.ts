import { describe, expect, it } from 'vitest';
import { bothBases, groupedDecimal, parseNumber } from './number-text.ts';

describe('numbers as people write them', () => {
  it.each([
    ['0x1000', 4096n],
    ['1_000', 1000n],
    ['64 KiB', 65536n],
    ['4k', 4096n],
    ['2 MB', 2097152n],
    ['1GiB', 1073741824n],
    ['12 b', 12n],
    ['0xffff_ffff_ffff_ffff', 0xffff_ffff_ffff_ffffn],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));
  it.each(['', '-1', 'abc', '0x', '99999999 TiB', '$token', '1.5 KiB'])('refuses %j', (text) =>
    expect(parseNumber(text)).toBeUndefined());
  it('shows both bases, separators', () => {
    expect(bothBases(131072)).toBe('0x2_0000 · 131,072');
    expect(groupedDecimal(999n)).toBe('999');
  });
});

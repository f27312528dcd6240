import { describe, expect, test } from 'vitest';
import { byteRateText, bytesText, clockText, countText, durationText, rateText, sessionTime } from './quantities.ts';

const plain = (text: string) => text.replace(/\u2009|\u202f|\u00a0/g, ' ');

describe('quantities', () => {
  test.each([
    [0, '0 ns'],
    [999, '999 ns'],
    [1900, '1.90 µs'],
    [19_000n, '19.0 µs'],
    [5_000_000_000n, '5.00 s'],
  ])('duration %s ns reads %s', (ns, text) => expect(plain(durationText(ns))).toBe(text));

  test.each([
    [0, '0 B'],
    [4096, '4.00 KiB'],
    [1_536_000, '1.46 MiB'],
  ])('%d bytes read %s', (bytes, text) => expect(plain(bytesText(bytes))).toBe(text));

  test('rates name what they are per', () => {
    expect(plain(rateText(0))).toBe('0 /s');
    expect(plain(rateText(1_204_000))).toBe('1.20 M/s');
    expect(plain(byteRateText(402_653_184))).toBe('384 MiB/s');
  });

  test('counts are grouped', () => expect(countText(65_533n)).toBe('65,533'));

  test('session time sets microseconds apart', () => {
    expect(plain(sessionTime(12_004_123_999n))).toBe('12.004 123');
    expect(plain(sessionTime(0n))).toBe('0.000 000');
  });

  test('long times get hours', () => {
    expect(clockText(12_000_000_000n)).toBe('00:12');
    expect(clockText(3_729_000_000_000n)).toBe('1:02:09');
  });
});

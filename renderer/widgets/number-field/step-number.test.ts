import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reading } from './reading.ts';
import { stepped, steppedText } from './step-number.ts';

describe('stepping a number', () => {
  it.each([
    ['0x1000', 8n, 1, '0x1008'],
    ['4096', 4096n, 1, '8192'],
    ['0x1001', 4096n, 1, '0x2000'],
    ['0x1001', 4096n, -1, '0x1000'],
    ['0xffff_ffff', 1n, 1, '0x1_0000_0000'],
    ['$token', 8n, 1, '$token + 0x8'],
    ['$token + 0x40', 8n, -1, '$token + 0x38'],
    ['$a + $b + 16', 16n, 1, '$a + $b + 32'],
    ['', 8n, 1, '0x8'],
  ] as const)('%j by %s, %s', (text, step, direction, next) => expect(steppedText(text, step, direction)).toBe(next));
  it('leaves text alone that is no number', () => {
    expect(steppedText('abc', 8n, 1)).toBeUndefined();
    expect(steppedText('', 8n, -1)).toBeUndefined();
  });
  it('goes to multiples, stays within 64 bits, and never throws', () => {
    const u64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
    fc.assert(
      fc.property(
        u64,
        fc.constantFrom(1n, 8n, 4096n),
        fc.constantFrom(1 as const, -1 as const),
        (value, step, direction) => {
          const next = stepped(value, step, direction);
          expect(next).toBeGreaterThanOrEqual(0n);
          expect(next).toBeLessThanOrEqual(0xffff_ffff_ffff_ffffn);
          if (next !== value) expect(next % step).toBe(0n);
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => void steppedText(text, 8n, 1)));
  });
});

describe('what stands beside a number', () => {
  it.each([
    [4096n, '0x1000', 'bytes', '4,096 · 4 KiB'],
    [4096n, '4096', 'bytes', '0x1000 · 4 KiB'],
    [100n, '100', 'bytes', '0x64 · 100 B'],
    [0xffff_ffff_ffff_ffffn, '0xffff_ffff_ffff_ffff', undefined, '18,446,744,073,709,551,615'],
    [0x40n, '$token + 0x40', undefined, '= 0x40 · 64'],
    [1500n, '1500', 'ns', '0x5dc · 1.50\u2009µs'],
    [2000n, '2000', 'ms', '0x7d0 · 2.00\u2009s'],
  ] as const)('%s typed as %j', (value, text, unit, wanted) => expect(reading(value, text, unit)).toBe(wanted));
});

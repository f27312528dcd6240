import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearAxis, logAxis } from './axis.ts';

describe('chart axes', () => {
  test('rates are marked in round thousands', () => {
    expect(linearAxis(371_000, 1000)).toEqual({ domain: [0, 400_000], ticks: [0, 100_000, 200_000, 300_000, 400_000] });
  });

  test('bytes are marked in powers of two', () => {
    expect(linearAxis(700 * 1024 ** 2, 1024).ticks).toEqual([0, 256, 512, 768].map((mib) => mib * 1024 ** 2));
  });

  test('an axis without anything on it still has two ends', () => {
    expect(linearAxis(0, 1000).domain).toEqual([0, 1]);
    const { domain } = logAxis(0, 0);
    expect(domain[0]).toBeLessThan(domain[1]);
  });

  test('latencies are marked at 1, 2 and 5 of each decade around them', () => {
    expect(logAxis(2250, 8700).ticks).toEqual([2000, 5000, 10_000]);
  });

  test('every value lies on its axis', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e14, noNaN: true }),
        fc.double({ min: 1, max: 1e14, noNaN: true }),
        (a, b) => {
          expect(linearAxis(a, 1024).domain[1]).toBeGreaterThanOrEqual(a);
          expect(linearAxis(a, 1000).domain[1]).toBeGreaterThanOrEqual(a);
          const log = logAxis(Math.min(a, b), Math.max(a, b)).domain;
          expect(log[0]).toBeLessThanOrEqual(Math.min(a, b));
          expect(log[1]).toBeGreaterThanOrEqual(Math.max(a, b));
        },
      ),
      { numRuns: Number(import.meta.env.ZPCI_PROPERTY_RUNS ?? 50) },
    );
  });
});

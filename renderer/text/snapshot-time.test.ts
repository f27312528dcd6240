import { expect, test } from 'vitest';
import { snapshotTime } from './snapshot-time.ts';

test('a capture that does not say when it was taken is given no time', () => {
  expect(snapshotTime({ kind: 'capture', takenAt: 0n })).toBe('captured, time not recorded');
});

test('a capture has its day, a live function the time of day', () => {
  const takenAt = BigInt(new Date(2026, 0, 31, 9, 5, 7).getTime()) * 1_000_000n;
  expect(snapshotTime({ kind: 'capture', takenAt })).toBe('captured 2026-01-31 09:05');
  expect(snapshotTime({ kind: 'sim', takenAt })).toBe('as of 09:05:07');
});

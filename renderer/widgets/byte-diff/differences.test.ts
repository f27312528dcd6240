import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingRuns, differsAt, neighbour } from './differences.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

test('runs are the differing bytes, neighbours joined', () => {
  expect(differingRuns(bytes(1, 2, 3, 4, 5), bytes(1, 0, 0, 4, 0))).toEqual([
    { offset: 1, length: 2 },
    { offset: 4, length: 1 },
  ]);
});

test('bytes that one side lacks differ, masked bits do not', () => {
  expect(differingRuns(bytes(1, 2), bytes(1))).toEqual([{ offset: 1, length: 1 }]);
  expect(differingRuns(bytes(0x12, 0x34), bytes(0x1f, 0x34), bytes(0xf0, 0xff))).toEqual([]);
});

test('runs cover exactly what differs, whatever the bytes', () => {
  const small = fc.uint8Array({ maxLength: 60, max: 2 });
  fc.assert(
    fc.property(small, small, (left, right) => {
      const covered = new Set(
        differingRuns(left, right).flatMap(({ offset, length }) => Array.from({ length }, (_, i) => offset + i)),
      );
      for (let at = 0; at < Math.max(left.length, right.length); at++)
        expect(covered.has(at)).toBe(differsAt(left, right, at));
    }),
  );
});

test('next and previous go round', () => {
  const runs = [
    { offset: 2, length: 1 },
    { offset: 9, length: 3 },
  ];
  expect(neighbour(runs, 2, 1)?.offset).toBe(9);
  expect(neighbour(runs, 9, 1)?.offset).toBe(2);
  expect(neighbour(runs, 2, -1)?.offset).toBe(9);
  expect(neighbour([], 0, 1)).toBeUndefined();
});

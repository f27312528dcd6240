import { describe, expect, test } from 'vitest';
import { slice } from '../../testing/fake-app.ts';
import { figuresOf } from './figures.ts';
import { loopSpec } from './loop-spec.ts';
import { lastLoop, pointsOf } from './points.ts';

const SPAN = 100_000_000n;
const at = (n: bigint) => slice({ atNs: n * SPAN, spanNs: SPAN });

const form = {
  op: 'pcistb',
  path: '',
  space: '0',
  offset: '0x1_0000',
  length: '4096',
  seconds: '5',
  rate: '',
} as const;

describe('throughput charts', () => {
  test('counts become rates by the length of their slice', () => {
    expect(pointsOf([slice({ ops: 10, spanNs: 50_000_000n })])[0]).toMatchObject({ t: 0.05, ops: 200 });
  });

  test('a pause leaves a hole instead of a line', () => {
    const points = pointsOf([at(1n), at(2n), at(50n)]);
    expect(points.map(({ ops }) => ops === null)).toEqual([false, false, true, false]);
  });

  test('the last loop is what follows the last pause', () => {
    expect(lastLoop([at(1n), at(2n), at(50n), at(51n)])).toHaveLength(2);
    expect(lastLoop([])).toEqual([]);
  });

  test('the average counts time, not slices', () => {
    const figures = figuresOf([slice({ ops: 300, spanNs: 300_000_000n }), slice({ ops: 0, spanNs: 100_000_000n })]);
    expect(figures[0]?.average).toMatch(/^750/);
  });
});

describe('the store loop as typed', () => {
  test('hex and decimal both give the loop', () => {
    expect(loopSpec({ ...form, length: '0x1000' })).toEqual({
      spec: expect.objectContaining({ offset: 0x1_0000n, length: 4096, seconds: 5, rate: undefined, path: undefined }),
    });
  });

  test.each([
    [{ offset: 'here' }, 'offset'],
    [{ length: '0' }, 'length'],
    [{ length: '' }, 'length'],
    [{ seconds: '-1' }, 'seconds'],
    [{ space: '999' }, 'space'],
    [{ rate: 'fast' }, 'rate'],
  ])('%o is blamed on its field', (wrong, field) => {
    expect(loopSpec({ ...form, ...wrong })).toMatchObject({ field, reason: expect.any(String) });
  });
});

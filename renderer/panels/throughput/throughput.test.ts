import { describe, expect, test } from 'vitest';
import { slice } from '../../testing/fake-app.ts';
import { slicesCsv } from './csv.ts';
import { deltasOf, operationsText, sumBetween } from './deltas.ts';
import { figuresOf } from './figures.ts';
import { lagText } from './lag-text.ts';
import { loopSpec } from './loop-spec.ts';
import { runsOf } from './runs.ts';
import { stackOf } from './series.ts';
import { roomFor, timeAxis, timeText } from './time-axis.ts';
import { rowsDuring } from './use-requests-of.ts';
import { zoomed } from './zoom.ts';

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

const part = (path: string | undefined, ops: number, op = 'pcistb') => ({
  ...{ op, path, ops, bytes: ops * 8 },
  ...{ errors: 0, operations: ops, dropped: 0 },
});

describe('throughput charts', () => {
  test('a pause leaves a hole instead of a line, a bin that came a little late does not', () => {
    expect(runsOf([at(1n), at(2n), at(50n)]).map((run) => run.length)).toEqual([2, 1]);
    const late = slice({ atNs: 2n * SPAN + SPAN / 2n, spanNs: SPAN });
    expect(runsOf([at(1n), late])).toHaveLength(1);
    expect(runsOf([])).toEqual([]);
  });

  test('a stack has a layer for each way, and for each operation where there are several', () => {
    const ways = stackOf([slice({ parts: [part('zpci-io', 3), part('mmio', 7)] })], 'ops');
    expect(ways.map(({ name, color }) => [name, color])).toEqual([
      ['zpci-io', '--series-orange'],
      ['mmio', '--series-purple'],
    ]);
    const two = slice({ spanNs: 500_000_000n, parts: [part('mmio', 7), part('mmio', 1, 'pcilg')] });
    const layers = stackOf([two], 'bytes');
    expect(layers.map(({ name, whole }) => [name, whole])).toEqual([
      ['pcistb', 'pcistb · mmio'],
      ['pcilg', 'pcilg · mmio'],
    ]);
    const both = stackOf([slice({ parts: [part('mmio', 7), part('zpci-io', 1, 'pcilg')] })], 'ops');
    expect(both.map(({ name }) => name)).toEqual(['pcistb · mmio', 'pcilg · zpci-io']);
    const without = [part('mmio', 7), part('mmio', 1, 'pcilg'), part(undefined, 2)];
    const mixed = stackOf([slice({ parts: without })], 'ops');
    expect(mixed.map(({ name }) => name)).toEqual(['pcistb · mmio', 'pcilg · mmio', 'pcistb']);
    expect(new Set(layers.map(({ color }) => color)).size).toBe(2);
    expect(layers.map(({ value }) => value(two))).toEqual([112, 16]);
  });

  test('the average counts time, not slices', () => {
    const slices = [slice({ ops: 300, spanNs: 300_000_000n }), slice({ ops: 0, spanNs: 100_000_000n })];
    expect(figuresOf(slices, String)[0]?.average).toMatch(/^750/);
  });

  test('the time axis keeps room ahead while something runs, and none afterwards', () => {
    const lasted = { fromNs: 0n, toNs: 6n * 10n ** 9n };
    expect(roomFor(lasted, true).toNs).toBe(10n ** 10n);
    expect(roomFor(lasted, false)).toEqual(lasted);
    expect(roomFor({ fromNs: 5n, toNs: 5n }, false).toNs).toBeGreaterThan(5n);
  });

  test('times are marked at round numbers', () => {
    expect(timeAxis({ fromNs: 0n, toNs: 10n ** 10n }, 500).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(timeText(3723)).toBe('1:02:03');
  });

  test('zooming keeps the time it is about in its place and never goes before the beginning', () => {
    const span = { fromNs: 4n * 10n ** 9n, toNs: 8n * 10n ** 9n };
    expect(zoomed(span, 0.5, 5n * 10n ** 9n)).toEqual({ fromNs: 45n * 10n ** 8n, toNs: 65n * 10n ** 8n });
    expect(zoomed(span, 10, 5n * 10n ** 9n).fromNs).toBe(0n);
  });
});

describe('two cursors', () => {
  const a = slice({
    atNs: SPAN,
    ops: 10,
    p99: 3000,
    parts: [part('mmio', 10)],
    of: { burst: 2, firstOp: 1000, lastOp: 1009 },
  });
  const b = slice({ atNs: 3n * SPAN, ops: 30, p99: 2000, dropped: 4 });

  test('tell the difference from the first to the second with its sign', () => {
    const deltas = deltasOf(a, b, (rate) => `${rate} B/s`);
    const of = (name: string) => deltas.find((one) => one.name === name);
    expect(of('time')?.difference).toBe('+0.200 s');
    expect(of('requests')).toMatchObject({ a: '100\u2009/s', b: '300\u2009/s', difference: '+200\u2009/s' });
    expect(of('p99')?.difference).toBe('−1.00\u2009µs');
  });

  test('sum up what lies between them, whichever comes first', () => {
    const between = slice({ atNs: 2n * SPAN, ops: 5 });
    const sum = sumBetween([a, between, b], b, a);
    expect(sum).toMatchObject({ ops: 45, dropped: 4, span: { fromNs: SPAN / 2n, toNs: 3n * SPAN + SPAN / 2n } });
  });

  test('one names the operations of its burst and the rows that were under way', () => {
    expect(operationsText(a)).toBe('operations 1,000 to 1,009 of burst 2');
    expect(rowsDuring({ fromNs: 50_000_000n, toNs: 12_000_000_001n })).toBe(
      'time <= 12.000000001 && end >= 0.050000000',
    );
  });

  test('a line of comma-separated values stands for each way in each slice', () => {
    const lines = slicesCsv([a]).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('50000000,100000000,pcistb,mmio,10,80,0,10,0,1000,2000,3000,4000,true');
  });
});

test('how late the picture is: a lag where time is measured, a difference of clocks where it is modelled', () => {
  expect(lagText(1_234_000_000n, false)).toBe('lag 1.23 s');
  expect(lagText(-5_000_000n, false)).toBe('lag 0.00 s');
  expect(lagText(1_234_000_000n, true)).toBe('modelled time 1.2 s behind this machine');
  expect(lagText(-2_000_000_000n, true)).toBe('modelled time 2.0 s ahead of this machine');
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

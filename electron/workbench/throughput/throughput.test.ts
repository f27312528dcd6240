import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ThroughputSlice } from '../../contract/app-contract.ts';
import type { SlicedRow } from './request-spans.ts';
import { spanOf } from './span.ts';
import { Throughput } from './throughput.ts';

const MS = 1_000_000n;

const row = (atNs: bigint, part: Partial<SlicedRow> = {}): SlicedRow => ({
  atNs,
  ...{
    kind: 'pcistb',
    path: 'ism-vfio-pci',
    status: 'ok',
    durationNs: 1000n,
    bytes: 64,
    operations: 1,
    modelled: true,
  },
  ...part,
});

const sum = (slices: readonly ThroughputSlice[], field: 'ops' | 'bytes' | 'errors' | 'operations') =>
  slices.reduce((total, slice) => total + slice[field], 0);

function measured(...rows: readonly SlicedRow[]): Throughput {
  const throughput = new Throughput();
  for (const one of rows) throughput.request(one);
  return throughput;
}

/** A slice of a burst of ten operations. */
const burst = (number: number, fromNs: bigint) =>
  spanOf(
    {
      ...{ startNs: 0n, spanNs: 100_000_000, endNs: 100_000_000n, firstOp: 0, ops: 10 },
      ...{ bytes: 640, errors: 0, operations: 10, dropped: 0, latency: Uint8Array.of(0) },
    },
    fromNs,
    { burst: number, op: 'pcistb', path: 'mmio', modelled: false },
  );

describe('the throughput of single requests', () => {
  test('is a slice of 100 ms from the first request on, with a part for each operation and path', () => {
    const { slices } = measured(
      row(5n * MS),
      row(50n * MS, { path: 'mmio', durationNs: 9000n }),
      row(104n * MS, { kind: 'pcilg', status: 'errno' }),
      row(105n * MS),
    ).slices({ points: 10 });
    expect(slices.map(({ atNs, spanNs, ops, errors }) => ({ atNs, spanNs, ops, errors }))).toEqual([
      { atNs: 55n * MS, spanNs: 100n * MS, ops: 3, errors: 1 },
      { atNs: 155n * MS, spanNs: 100n * MS, ops: 1, errors: 0 },
    ]);
    expect(slices[0]!.parts.map(({ op, path, bytes }) => [op, path, bytes])).toEqual([
      ['pcistb', 'ism-vfio-pci', 64],
      ['pcistb', 'mmio', 64],
      ['pcilg', 'ism-vfio-pci', 0],
    ]);
    expect(slices[0]).toMatchObject({ max: 9000, modelled: true });
  });

  test('counts accesses that were made: no mapping, no waiting, nothing that was refused here', () => {
    const throughput = new Throughput();
    expect(throughput.request(row(0n, { kind: 'dma.map' }))).toBe(false);
    expect(throughput.request(row(0n, { kind: 'irq.wait' }))).toBe(false);
    expect(throughput.request(row(0n, { kind: 'burst pcistb' }))).toBe(false);
    expect(throughput.request(row(0n, { status: 'refused' }))).toBe(false);
    expect(throughput.reach).toBeUndefined();
    expect(throughput.request(row(0n, { kind: 'config.read', path: undefined }))).toBe(true);
  });

  test('is the same however often it was looked at meanwhile', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 250 }), fc.boolean()), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (steps) => {
        const [watched, alone] = [new Throughput(), new Throughput()];
        let atNs = 0n;
        for (const [gap, looked] of steps) {
          atNs += BigInt(gap) * MS;
          for (const one of [watched, alone]) one.request(row(atNs, { bytes: gap, durationNs: BigInt(gap) }));
          if (looked) watched.slices({ points: 20 });
        }
        const { slices } = alone.slices({ points: 300 });
        expect(watched.slices({ points: 300 }).slices).toEqual(slices);
        expect(sum(slices, 'ops')).toBe(steps.length);
        expect(sum(slices, 'operations')).toBe(steps.length);
        expect(sum(slices, 'bytes')).toBe(steps.reduce((total, [gap]) => total + gap, 0));
        expect(slices.every(({ atNs: at }, i) => i === 0 || at > slices[i - 1]!.atNs)).toBe(true);
      }),
      { numRuns: Number(process.env.ZPCI_PROPERTY_RUNS ?? 60) },
    );
  });

  test('lies in one picture with that of bursts', () => {
    const throughput = measured(row(0n), row(1n * MS));
    throughput.burst(burst(0, 20n * MS));
    throughput.request(row(500n * MS, { path: 'mmio' }));
    const { slices } = throughput.slices({ points: 10 });
    expect(slices.map(({ ops }) => ops)).toEqual([12, 1]);
    expect(slices[0]!.parts.map(({ path, ops }) => [path, ops])).toEqual([
      ['ism-vfio-pci', 2],
      ['mmio', 10],
    ]);
    expect(slices[0]).toMatchObject({ spanNs: 120n * MS, of: undefined });
    expect(throughput.reach).toMatchObject({ beginNs: 0n, endNs: 600n * MS });
  });

  test('newest is what was sent since the last burst or run began', () => {
    const throughput = measured(row(0n));
    expect(throughput.reach?.newestNs).toBe(0n);
    throughput.burst(burst(0, 1000n * MS));
    throughput.request(row(2000n * MS));
    expect(throughput.reach?.newestNs).toBe(1000n * MS);
    throughput.begin();
    throughput.request(row(2050n * MS));
    throughput.request(row(3000n * MS));
    expect(throughput.reach?.newestNs).toBe(2050n * MS);
    throughput.burst(burst(1, 4000n * MS));
    expect(throughput.reach?.newestNs).toBe(4000n * MS);
  });
});

import { describe, expect, test } from 'vitest';
import type { CountSample } from '../../contract/measurement/messages.ts';
import { stalledFor } from '../../contract/measurement/stall.ts';
import { settledSample } from './settled.ts';

const sample = (atS: number, samples: number, fresh = false): CountSample => ({
  atNs: BigInt(atS) * 1_000_000_000n,
  source: 'debugfs',
  bytes: new Uint8Array(),
  updateMs: 4000,
  samples,
  counters: {},
  ours: { store_block_operations: { sure: 0, possible: 0 } } as CountSample['ours'],
  inFlight: false,
  fresh,
  alarms: [],
});

/** A function whose counters come up to date at the `freshAt`-th reading; the first is number 0. */
function functionFreshAt(...freshAt: number[]) {
  let readings = 0;
  const waited: number[] = [];
  return {
    waited,
    watch: { sample: async () => sample(readings, 0, freshAt.includes(readings++)) },
    pause: async (ms: number) => {
      waited.push(ms);
    },
  };
}

describe('a count that settles', () => {
  test('is the first update behind a reading at rest: an update at that reading itself may be older', async () => {
    const { watch, pause, waited } = functionFreshAt(0, 3);
    expect((await settledSample(watch, pause as never)).atNs).toBe(3_000_000_000n);
    expect(waited).toEqual([500, 500, 500]);
  });

  test('is given up after three intervals without one, with what begins measuring anew', async () => {
    const { watch, pause, waited } = functionFreshAt();
    await expect(settledSample(watch, pause as never)).rejects.toMatchObject({
      info: { code: 'absent', message: expect.stringContaining('12 s'), next: expect.stringContaining('write 0') },
    });
    expect(waited.reduce((sum, ms) => sum + ms)).toBeGreaterThanOrEqual(12_000);
  });
});

test('counters stand still when no update came for more than three intervals', () => {
  expect(stalledFor([])).toBeUndefined();
  expect(stalledFor([sample(0, 5), sample(12, 5)])).toBeUndefined();
  expect(stalledFor([sample(0, 4), sample(3, 5), sample(9, 5), sample(16, 5)])).toBe(13_000_000_000n);
  expect(stalledFor([sample(0, 5), sample(15, 5), sample(16, 6)])).toBeUndefined();
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { appContract } from '../../contract/app-contract.ts';
import type { CountSample } from '../../contract/measurement/messages.ts';
import { verifyRecording } from '../player/verify.ts';
import { bridgeCommandOf, temporaryInstallation } from '../testing/bundles.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';
import { Judge, type Reading } from './judge.ts';
import { counterOf } from './tally.ts';

const nothing = { sure: 0, possible: 0 };

/** A reading at `at` s: updates and store blocks of the function, and what we are sure of and think possible. */
const reading = (at: number, samples: number, got: number, sure: number, possible = sure): Reading => ({
  atNs: BigInt(at) * 1_000_000_000n,
  measured: {
    samples,
    counters: { store_block_operations: BigInt(got), store_operations: 0n, load_operations: 5n },
  },
  ours: {
    store_block_operations: { sure, possible },
    store_operations: nothing,
    load_operations: { sure: 2, possible: 2 },
  },
  inFlight: false,
});

describe('counts that are held against ours', () => {
  const judged = (...readings: Reading[]) => {
    const judge = new Judge();
    return readings.map((one) => judge.take(one)).at(-1)!;
  };

  test('agree at rest when they are equal, and may lie between two readings while something is sent', () => {
    expect(judged(reading(1, 1, 0, 0), reading(5, 2, 700, 1000), reading(9, 3, 1000, 1000)).alarms).toEqual([]);
    expect(judged(reading(1, 1, 0, 300), reading(5, 2, 299, 1000)).alarms).toHaveLength(1);
  });

  test('are not judged before the function has brought them up to date', () => {
    expect(judged(reading(1, 1, 0, 0), reading(2, 1, 0, 1000), reading(3, 1, 0, 1000))).toEqual({
      fresh: false,
      alarms: [],
    });
  });

  test('raise an alarm that names the counter, what was expected, what came, and since when', () => {
    const { alarms } = judged(reading(1, 1, 0, 0), reading(5, 2, 10, 10), reading(9, 3, 9, 10), reading(13, 4, 9, 10));
    const [alarm] = alarms;
    expect(alarm).toEqual({
      counter: 'store_block_operations',
      from: 10,
      to: 10,
      got: 9n,
      sinceNs: 9_000_000_000n,
    });
  });

  test('raise an alarm for too many only at rest, and never for loads, which the kernel makes as well', () => {
    const tooMany = reading(5, 2, 12, 10);
    expect(judged(reading(1, 1, 0, 10), { ...tooMany, inFlight: true }).alarms).toEqual([]);
    expect(judged(reading(1, 1, 0, 10), tooMany).alarms).toMatchObject([{ from: 10, to: 10, got: 12n }]);
  });

  test('count a failed request as one that may have reached the function', () => {
    expect(judged(reading(1, 1, 0, 5, 8), reading(5, 2, 7, 5, 8)).alarms).toEqual([]);
    expect(judged(reading(1, 1, 0, 5, 8), reading(5, 2, 9, 5, 8)).alarms).toHaveLength(1);
  });

  test('begin anew when the function does', () => {
    expect(judged(reading(1, 7, 100, 100), reading(5, 1, 0, 100)).alarms).toEqual([]);
  });
});

test('what the kernel makes of a request decides which counter it belongs to', () => {
  expect(counterOf({ kind: 'pcistb', path: 'zpci-io', place: 0 })).toBe('store_block_operations');
  expect(counterOf({ kind: 'pcistb', path: 'vfio-bar', place: 0 })).toBe('store_operations');
  expect(counterOf({ kind: 'region.write', driver: 'ism_vfio_pci', place: 2 })).toBe('store_block_operations');
  expect(counterOf({ kind: 'region.write', driver: 'vfio-pci', place: 2 })).toBe('store_operations');
  expect(counterOf({ kind: 'region.read', driver: 'vfio-pci', place: 7 })).toBeUndefined();
  expect(counterOf({ kind: 'pcistb', path: 'mmio', place: 0 })).toBeUndefined();
});

describe('a simulated function', () => {
  let workbench: Workbench;
  let window: Peer<typeof appContract, typeof noContract>;
  let folder = '';
  beforeAll(async () => {
    const bridgeCommand = bridgeCommandOf(await temporaryInstallation(['bridge']));
    folder = await mkdtemp(join(tmpdir(), 'zpci-measurement-'));
    workbench = new Workbench({ folder, bridgeCommand, version: '1.2.3', host: 'serve' });
    const [mine, theirs] = carrierPair();
    workbench.attach(theirs);
    window = new Peer(mine, appContract, noContract, {});
  });
  afterAll(() => workbench.close());

  /** Ten store blocks, then an update of the measurement block: the fifth load takes longer than its interval. */
  async function tenStores(...faults: object[]): Promise<{ last: CountSample; recording: string }> {
    const script = join(folder, `faults-${faults.length}.json`);
    const slow = { call: 'pread', nth: 1, times: 100, slowMs: 5000 };
    await writeFile(script, JSON.stringify({ faults: [slow, ...faults] }));
    const { session } = await window.call('session.open', { address: `sim:ism?clock=virtual&faults=${script}` });
    const { id } = session;
    await window.call('session.arm', { session: id, armed: true });
    const started = await window.call('recording.start', { session: id });
    const recording = started.session.recording!.path;
    await window.call('measurement.sample', { session: id });
    const store = { kind: 'pcistb', space: 0, offset: 0n, data: new Uint8Array(64) } as const;
    const load = { kind: 'pcilg', space: 2, offset: 0n, length: 8 } as const;
    for (let i = 0; i < 10; i++) await window.call('session.send', { session: id, request: store });
    await window.call('measurement.sample', { session: id });
    await window.call('session.send', { session: id, request: load });
    await window.call('session.send', { session: id, request: load });
    const { sample: last } = await window.call('measurement.sample', { session: id });
    await window.call('session.close', { session: id });
    return { last, recording };
  }

  test('that counts what it does agrees', async () => {
    const { last } = await tenStores();
    expect(last).toMatchObject({ source: 'fmb', updateMs: 4000, fresh: true, inFlight: false, alarms: [] });
    expect(last.counters.store_block_operations).toBe(10n);
  });

  test('that loses a count is found out, and the recording has it', async () => {
    const { last, recording } = await tenStores({ call: 'pwrite', nth: 4, uncounted: true });
    expect(last.alarms).toMatchObject([{ counter: 'store_block_operations', from: 10, to: 10, got: 9n }]);
    const { whole, requests, messages, foreign } = await verifyRecording(recording);
    expect({ whole, requests, foreign }).toEqual({ whole: true, requests: 12, foreign: 0 });
    expect(messages).toBeGreaterThanOrEqual(12 + 3);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CountSample } from '../../../contract/measurement/messages.ts';
import { LiveSession } from '../../session.ts';
import { FakeBridge } from '../../testing/fake-bridge.ts';
import { RecordedSession } from '../recorded-session.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-counts-'));
});
afterAll(() => rm(folder, { recursive: true }));

const nothing = { sure: 0, possible: 0 };

/** A sample after `done` stores of which the function counted `counted`; the alarm is raised at `sinceNs`. */
function sample(atNs: bigint, done: number, counted = done, sinceNs = atNs): CountSample {
  const counter = 'store_block_operations' as const;
  const alarm = { counter, from: done, to: done, got: BigInt(counted), sinceNs };
  return {
    ...{ atNs, source: 'fmb', bytes: Uint8Array.of(1, 2, done % 256), updateMs: 4000, samples: done, fresh: true },
    counters: { [counter]: BigInt(counted) },
    ours: { [counter]: { sure: done, possible: done }, store_operations: nothing, load_operations: nothing },
    inFlight: false,
    alarms: counted === done ? [] : [alarm],
  };
}

/** A recording of `stores` stores, each with what `counts` makes of it behind it, `each` of them in a chunk; and the samples. */
async function recorded(name: string, stores: number, each: number, counts = sample) {
  const path = join(folder, name);
  const live = await LiveSession.open(new FakeBridge().ways, 'sim:ism', { id: 's', version: 'test' });
  await live.startRecording(path);
  const samples: CountSample[] = [];
  for (let done = 1; done <= stores; done++) {
    const data = Uint8Array.of(done % 256);
    const { atNs } = await live.send({ kind: 'pcistb', space: 0, offset: 0n, data, pageOffset: 0 });
    samples.push(counts(atNs, done));
    live.log.measurement(samples.at(-1)!);
    if (done % each === 0) await live.log.flush();
  }
  await live.stopRecording();
  return { path, samples };
}

test('the counts at a cursor are those that were recorded up to it, whole', async () => {
  const { path, samples } = await recorded('some.mcap', 12, 5);
  for (const readThrough of [false, true]) {
    const played = await RecordedSession.open(path, 'r', { readThrough });
    await played.complete();
    expect(await played.counts({})).toEqual(samples);
    for (const rows of [0, 12, 3, 5, 6, 11, 4]) expect(await played.counts({ rows })).toEqual(samples.slice(0, rows));
    for (const { atNs } of samples) {
      expect(await played.counts({ atNs })).toEqual(samples.filter((one) => one.atNs <= atNs));
      expect(await played.counts({ atNs: atNs - 1n })).toEqual(samples.filter((one) => one.atNs < atNs));
    }
    await played.close();
  }
});

test('of very many only some are told, in order, with the newest always among them', async () => {
  const { path, samples } = await recorded('many.mcap', 300, 1);
  const played = await RecordedSession.open(path, 'r');
  for (const rows of [300, 1, 299, 257, 256]) {
    const told = await played.counts({ rows });
    expect(told.at(-1)).toEqual(samples[rows - 1]);
    expect(told.length).toBeGreaterThan(Math.min(rows, 128) - 1);
    expect(told.length).toBeLessThanOrEqual(258);
    const places = told.map(({ atNs }) => samples.findIndex((one) => one.atNs === atNs));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
  await played.close();
});

test('an alarm is found where it was raised, not wherever it still stands', async () => {
  const since: bigint[] = [];
  const { path, samples } = await recorded('alarm.mcap', 12, 4, (atNs, done) => {
    const run = done >= 9 ? 1 : 0;
    if (done >= 3 && (done < 6 || run)) since[run] ??= atNs;
    return done >= 3 && (done < 6 || run) ? sample(atNs, done, done - 1, since[run]) : sample(atNs, done);
  });
  const played = await RecordedSession.open(path, 'r');
  const what = { kind: 'alarm' } as const;
  const next = (atNs: bigint) => played.find({ row: 0, atNs, direction: 'next', what });
  const previous = (atNs: bigint) => played.find({ row: 0, atNs, direction: 'previous', what });
  const raised = [samples[2]!.atNs, samples[8]!.atNs];
  expect(await next(0n)).toEqual({ row: 2, atNs: raised[0] });
  expect(await next(raised[0]!)).toEqual({ row: 8, atNs: raised[1] });
  expect(await next(raised[1]!)).toBeUndefined();
  expect((await previous(samples.at(-1)!.atNs + 1n))?.atNs).toBe(raised[1]);
  expect((await previous(raised[1]!))?.atNs).toBe(raised[0]);
  expect(await previous(raised[0]!)).toBeUndefined();
  await played.close();
});

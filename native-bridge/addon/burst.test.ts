import { closeSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ERRNO } from '../abi/errno.ts';
import type { BurstHandle } from './index.ts';
import { compiledAddon } from './testing/built-addon.ts';

/** Entries that are kept until they are drained, of all threads together: few, so that they are soon full. */
const KEPT = 2 ** 14;

const { built, folder, file, addon } = compiledAddon([`-DBURST_ENTRIES=${KEPT}u`]);
const FOR_EVER = 2n ** 64n - 1n;
const FILE_BYTES = 1024;

interface Given {
  readonly fd?: number;
  readonly write?: boolean;
  readonly bytes?: Uint8Array;
  readonly position?: bigint;
  readonly stride?: number;
  readonly span?: number;
  readonly moved?: number;
  readonly count?: bigint;
  readonly untilNs?: bigint;
  readonly rate?: number;
  readonly threads?: number;
}

interface Entry {
  readonly start: bigint;
  readonly duration: number;
  readonly result: number;
}

describe.skipIf(!built)('a burst of the addon', () => {
  const fd = openSync(join(folder, 'ordinary'), 'w+');
  beforeEach(() => {
    ftruncateSync(fd, 0);
    ftruncateSync(fd, FILE_BYTES);
  });
  afterAll(() => closeSync(fd));

  function start(given: Given): BurstHandle {
    const { write = true, bytes = Uint8Array.of(1, 2), position = 0n, stride = 0, span = 0, moved = -1 } = given;
    const { count = FOR_EVER, untilNs = FOR_EVER, rate = 0, threads = 1 } = given;
    const where = [given.fd ?? fd, write, bytes, position, stride, span, moved] as const;
    return addon.startBurst(...where, count, untilNs, rate, threads);
  }

  function drainOnce(burst: BurstHandle, room = 65_536) {
    const [starts, durations, results] = [8, 4, 4].map((width) => new DataView(new ArrayBuffer(width * room)));
    const columns = [starts!, durations!, results!].map(({ buffer }) => new Uint8Array(buffer as ArrayBuffer));
    const [made, dropped, bytes, errors, gone, done] = addon.drainBurst(burst, columns[0]!, columns[1]!, columns[2]!);
    const entries = Array.from(
      { length: made },
      (_, at): Entry => ({
        start: starts!.getBigUint64(8 * at, true),
        duration: durations!.getUint32(4 * at, true),
        result: results!.getInt32(4 * at, true),
      }),
    );
    return { entries, dropped, bytes, errors, gone: gone === 1, done: done === 1 };
  }

  /** Resolves when the eventfd of a burst is signalled. */
  const told = (burst: BurstHandle) =>
    new Promise<void>((resolve) => {
      const watch = addon.watch(addon.burstEvent(burst), () => {
        addon.unwatch(watch);
        resolve();
      });
    });

  async function ended(burst: BurstHandle): Promise<void> {
    while (!addon.burstEnded(burst)) await told(burst);
  }

  /** Everything a burst made, drained when it has ended. */
  async function whole(given: Given) {
    const burst = start(given);
    await ended(burst);
    const slices = [drainOnce(burst)];
    while (!slices.at(-1)!.done) slices.push(drainOnce(burst));
    const sum = (of: 'dropped' | 'bytes' | 'errors') => slices.reduce((total, slice) => total + slice[of], 0);
    const entries = slices.flatMap((slice) => slice.entries);
    return { entries, dropped: sum('dropped'), bytes: sum('bytes'), errors: sum('errors'), gone: slices.at(-1)!.gone };
  }

  const content = (length: number) => {
    const bytes = new Uint8Array(length);
    readSync(fd, bytes, 0, length, 0);
    return bytes;
  };

  test('makes exactly `count` calls and has an entry for each: start, duration, bytes', async () => {
    const before = addon.now();
    const { entries, ...totals } = await whole({ bytes: Uint8Array.of(9, 8), position: 3n, count: 1000n });
    expect(totals).toEqual({ dropped: 0, bytes: 2000, errors: 0, gone: false });
    expect(entries).toHaveLength(1000);
    expect(entries.every(({ result }) => result === 2)).toBe(true);
    expect(entries[0]!.start).toBeGreaterThanOrEqual(before);
    for (const [at, { start: from, duration }] of entries.entries())
      expect(entries[at + 1]?.start ?? addon.now()).toBeGreaterThanOrEqual(from + BigInt(duration));
    expect(content(6)).toEqual(Uint8Array.of(0, 0, 0, 9, 8, 0));
  });

  test('reads as well, into bytes of its own', async () => {
    const bytes = Uint8Array.of(7, 7, 7, 7);
    const { entries } = await whole({ write: false, bytes, position: BigInt(FILE_BYTES) - 2n, count: 3n });
    expect(entries.map(({ result }) => result)).toEqual([2, 2, 2]);
    expect(bytes).toEqual(Uint8Array.of(7, 7, 7, 7));
  });

  test.each([
    1, 3, 8,
  ])('with %i threads each position of the walk is written once, in the order of starts', async (threads) => {
    const { entries } = await whole({ bytes: Uint8Array.of(5), stride: 2, count: 100n, threads });
    expect(entries).toHaveLength(100);
    const starts = entries.map(({ start: at }) => at);
    expect(starts).toEqual([...starts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(content(200)).toEqual(Uint8Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? 5 : 0)));
  });

  test('a walk starts over at its span', async () => {
    await whole({ bytes: Uint8Array.of(5), position: 10n, stride: 4, span: 12, count: 50n });
    expect([...content(24).keys()].filter((at) => content(24)[at] === 5)).toEqual([10, 14, 18]);
  });

  test('positions have 64 bits: above the last one the kernel refuses', async () => {
    const { entries } = await whole({ position: 2n ** 63n - 2n, stride: 2, count: 2n, bytes: Uint8Array.of(1) });
    expect(entries.map(({ result }) => result)).toEqual([-ERRNO.EFBIG, -ERRNO.EINVAL]);
  });

  test('keeps each errno and goes on', async () => {
    const { entries, errors, bytes } = await whole({ fd: 999_999, count: 5n });
    expect(entries.map(({ result }) => result)).toEqual(Array(5).fill(-ERRNO.EBADF));
    expect([errors, bytes]).toEqual([5, 0]);
  });

  test('counts what a call is for where its return value counts something else', async () => {
    const { entries, bytes } = await whole({ moved: 128, count: 3n });
    expect([entries.map(({ result }) => result), bytes]).toEqual([[128, 128, 128], 384]);
  });

  test('ends when its time has come, having begun no call after it', async () => {
    const untilNs = addon.now() + 500_000_000n;
    const { entries } = await whole({ untilNs });
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every(({ start: at }) => at < untilNs)).toBe(true);
    expect(await whole({ untilNs: 1n })).toMatchObject({ entries: [], dropped: 0 });
  });

  test('a rate spaces calls: none begins before it is due', async () => {
    const rate = 2000;
    const from = addon.now();
    const { entries } = await whole({ rate, count: 20n, threads: 2 });
    expect(entries).toHaveLength(20);
    for (const [at, { start: begun }] of entries.entries())
      expect(begun - from).toBeGreaterThanOrEqual(BigInt(Math.floor((at * 1e9) / rate)));
  });

  test('stops at once, also while it waits for the next call to be due', async () => {
    const burst = start({ rate: 0.001, threads: 4 });
    expect(addon.burstEnded(burst)).toBe(false);
    addon.stopBurst(burst);
    addon.stopBurst(burst);
    await ended(burst);
    expect(drainOnce(burst)).toMatchObject({ done: true, dropped: 0 });
  });

  test('what nobody drains is dropped, counted and made all the same', async () => {
    const made = 2 * KEPT;
    const { entries, dropped, bytes } = await whole({ count: BigInt(made), bytes: Uint8Array.of(1), threads: 2 });
    expect(entries).toHaveLength(KEPT);
    expect([dropped, bytes]).toEqual([made - KEPT, made]);
  });

  test('dropped errors are errors', async () => {
    const { dropped, errors, bytes } = await whole({ fd: 999_999, count: BigInt(KEPT + 1000) });
    expect([dropped, errors, bytes]).toEqual([1000, KEPT + 1000, 0]);
  });

  test('signals when there is much to drain, while it runs on', async () => {
    const burst = start({});
    await told(burst);
    const { entries, done } = drainOnce(burst, 1000);
    expect([entries.length, done]).toEqual([1000, false]);
    addon.stopBurst(burst);
    await ended(burst);
  });

  test.each([
    ['no threads', { threads: 0 }, RangeError],
    ['nine threads', { threads: 9 }, RangeError],
    ['a negative stride', { stride: -1 }, RangeError],
    ['a position below 0', { position: -1n }, RangeError],
    ['a descriptor that is none', { fd: 'x' as never }, TypeError],
    ['text for bytes', { bytes: 'x' as never }, TypeError],
  ])('is not started with %s', (_, given, error) => {
    expect(() => start(given)).toThrow(error);
  });

  test('columns must be of one length, and a burst a burst', async () => {
    const burst = start({ count: 1n });
    const eight = new Uint8Array(8);
    expect(() => addon.drainBurst(burst, eight, new Uint8Array(3), eight)).toThrow(RangeError);
    expect(() => addon.drainBurst({} as never, eight, eight, eight)).toThrow(TypeError);
    await ended(burst);
  });

  test('the end of a worker thread ends its bursts and watches', async () => {
    const source = `
      const { workerData, parentPort } = require('node:worker_threads');
      const addon = require(workerData.file);
      const forEver = 2n ** 64n - 1n;
      const start = () => addon.startBurst(workerData.fd, true, Uint8Array.of(3), 0n, 0, 0, -1, forEver, forEver, 0, 2);
      const bursts = [start(), start()];
      addon.watch(addon.burstEvent(bursts[0]), () => {});
      parentPort.postMessage('running');`;
    for (let i = 0; i < 5; i++) {
      const worker = new Worker(source, { eval: true, workerData: { file, fd } });
      await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
      await worker.terminate();
      ftruncateSync(fd, 0);
      ftruncateSync(fd, 8);
      expect(content(1)).toEqual(Uint8Array.of(0));
    }
  });
});

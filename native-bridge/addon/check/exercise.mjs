/** Everything the addon does once, in the main thread and in a worker that ends in the middle of it: to be run under a sanitizer. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const file = process.argv[2] ?? workerData;
const addon = createRequire(import.meta.url)(file);
const FOR_EVER = 2n ** 64n - 1n;
const folder = mkdtempSync(join(tmpdir(), 'zpci-exercise-'));
const fd = openSync(join(folder, 'file'), 'w+');

// Watches do not keep a process alive.
const alive = setInterval(() => {}, 1000);

addon.pwrite(fd, 2n ** 33n, Uint8Array.of(1, 2, 3));
addon.pread(fd, 2n ** 33n - 1n, new Uint8Array(8));
addon.ioctl(fd, 2, new Uint8Array(4));
const memory = addon.allocate(8192);
addon.copyIn(memory + 8190n, Uint8Array.of(1, 2));
addon.copyOut(memory + 8190n, new Uint8Array(2));
if (isMainThread) addon.free(memory);
const region = addon.mapRegion(fd, 0n, 4096)[4];
addon.mmioRead(region, new Uint8Array(8));
if (isMainThread) addon.unmapRegion(region);

const start = (/** @type {bigint} */ count) =>
  addon.startBurst(fd, true, new Uint8Array(64), 0n, 8, 64, -1, count, FOR_EVER, 0, 4);
const columns = [new Uint8Array(8 * 10_000), new Uint8Array(4 * 10_000), new Uint8Array(4 * 10_000)];

/** @param {number} event */
const heard = (event) =>
  new Promise((resolve) => {
    const watch = addon.watch(event, () => {
      addon.unwatch(watch);
      resolve(undefined);
    });
  });

const [event] = addon.eventfd();
const signalled = heard(event);
writeSync(event, new Uint8Array(new BigUint64Array([1n]).buffer));
await signalled;
addon.close(event);
const burst = start(5000n);
while (!addon.burstEnded(burst)) await heard(addon.burstEvent(burst));
const [made] = addon.drainBurst(burst, ...columns);
if (made !== 5000) throw new Error(`${made} of 5000 entries`);

clearInterval(alive);
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: file });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  closeSync(fd);
  rmSync(folder, { recursive: true });
} else {
  const running = start(FOR_EVER);
  addon.watch(addon.burstEvent(running), () => {});
  rmSync(folder, { recursive: true });
  parentPort?.postMessage('running');
}

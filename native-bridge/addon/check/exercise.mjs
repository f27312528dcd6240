/**
 * `node exercise.mjs zpci.node`: everything the addon does once, held against what it ought to answer, in the main thread and in a worker
 * that ends in the middle of it. To be run under a sanitizer, and on processors that are only emulated.
 */
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const file = process.argv[2] ?? workerData;
const addon = createRequire(import.meta.url)(file);
const { ENOENT, ENOSYS, ENOTTY, EINVAL } = constants.errno;
const FOR_EVER = 2n ** 64n - 1n;
const FIGETBSZ = 2;
const VFIO_GET_API_VERSION = 0x3b64;
const folder = mkdtempSync(join(tmpdir(), 'zpci-exercise-'));
const fd = openSync(join(folder, 'file'), 'w+');

// Watches do not keep a process alive.
const alive = setInterval(() => {}, 1000);

/** @param {readonly unknown[]} answer @param {number} rc @param {number} [errno] */
const answers = (answer, rc, errno = 0) => assert.deepEqual(answer.slice(0, 2), [rc, errno]);

function calls() {
  answers(addon.open(join(folder, 'nothing')), -1, ENOENT);
  const [opened] = addon.open('/dev/null');
  answers(addon.close(opened), 0);
  answers(addon.pwrite(fd, 2n ** 33n, Uint8Array.of(1, 2, 3)), 3);
  const around = new Uint8Array(8).fill(9);
  answers(addon.pread(fd, 2n ** 33n - 1n, around), 4);
  assert.deepEqual([...around], [0, 1, 2, 3, 9, 9, 9, 9]);
  const size = new Uint8Array(4);
  answers(addon.ioctl(fd, FIGETBSZ, size), 0);
  assert.ok(/** @type {number} */ (new Uint32Array(size.buffer)[0]) >= 512);
  answers(addon.ioctl(fd, VFIO_GET_API_VERSION, 0), -1, ENOTTY);
}

function memory() {
  const address = addon.allocate(8192);
  addon.copyIn(address + 8190n, Uint8Array.of(1, 2));
  const end = new Uint8Array(3);
  addon.copyOut(address + 8189n, end);
  assert.deepEqual([...end], [0, 1, 2]);
  assert.throws(() => addon.copyOut(address + 8190n, end), RangeError);
  if (isMainThread) addon.free(address);
}

/** Only s390x has the system call, which refuses what is no memory of a function. */
function region() {
  const [rc, errno, , , address] = addon.mapRegion(fd, 0n, 4096);
  answers([rc, errno], 0);
  answers(addon.mmioRead(address, new Uint8Array(8)), -1, process.arch === 's390x' ? EINVAL : ENOSYS);
  if (isMainThread) answers(addon.unmapRegion(address), 0);
}

/** What an eventfd counted, when it is signalled. @param {number} event @returns {Promise<bigint>} */
const heard = (event) =>
  new Promise((resolve) => {
    const watch = addon.watch(event, (/** @type {bigint} */ count) => {
      addon.unwatch(watch);
      resolve(count);
    });
  });

async function events() {
  const [event] = addon.eventfd();
  const counted = heard(event);
  writeSync(event, new Uint8Array(new BigUint64Array([3n]).buffer));
  assert.equal(await counted, 3n);
  answers(addon.close(event), 0);
}

const start = (/** @type {bigint} */ count) =>
  addon.startBurst(fd, true, new Uint8Array(64), 0n, 8, 64, -1, count, FOR_EVER, 0, 4);

async function burst() {
  const before = addon.now();
  const running = start(5000n);
  while (!addon.burstEnded(running)) await heard(addon.burstEvent(running));
  const column = (/** @type {number} */ width) => new DataView(new ArrayBuffer(width * 10_000));
  const [starts, durations, results] = [column(8), column(4), column(4)];
  const columns = [starts, durations, results].map(({ buffer }) => new Uint8Array(buffer));
  assert.deepEqual(addon.drainBurst(running, ...columns), [5000, 0, 5000 * 64, 0, 0, 1]);
  let last = before;
  for (let at = 0; at < 5000; at++) {
    assert.equal(results.getInt32(4 * at, true), 64);
    const began = starts.getBigUint64(8 * at, true);
    assert.ok(began >= last && began + BigInt(durations.getUint32(4 * at, true)) <= addon.now());
    last = began;
  }
}

calls();
memory();
region();
await events();
await burst();
clearInterval(alive);
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: file });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  closeSync(fd);
  rmSync(folder, { recursive: true });
  console.log(`Everything answers as it ought to on ${process.arch}.`);
} else {
  const running = start(FOR_EVER);
  addon.watch(addon.burstEvent(running), () => {});
  rmSync(folder, { recursive: true });
  parentPort?.postMessage('running');
}

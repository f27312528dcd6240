import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADDON_FILE } from '../../native-bridge/addon/build.mjs';
import { root } from '../../scripts/setup/root.mjs';

/**
 * The ways a call can be repeated. Each gives ns a call: over the whole run, and typically (the median), which says what the way can do
 * on a machine that is busy with other things.
 * @typedef {{ file: string, write: boolean, bytes: number, calls: number }} Work
 * @typedef {{ ns: number, typical: number, dropped: number }} Taken
 */

/** Calls are typical in batches of this many, as in the bare loop. */
const BATCH = 16;

/** Runs a program and gives what it printed. @param {string} program @param {string[]} args @param {object} [options] */
function output(program, args, options) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e8, ...options });
  if (error || status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

/** A C program that does nothing else. @param {string} loop */
export const bareLoop =
  (loop) =>
  /** @returns {Taken} */
  (/** @type {Work} */ { file, write, bytes, calls }) =>
    JSON.parse(output(loop, [write ? 'write' : 'read', file, `${bytes}`, `${calls}`]));

/** The addon's burst loop, drained by this process while it runs. @param {Work} work @returns {Promise<Taken>} */
export async function addonBurst({ file, write, bytes, calls }) {
  const addon = createRequire(import.meta.url)(ADDON_FILE);
  const fd = openSync(file, 'r+');
  const room = 262_144;
  const columns = [new Uint8Array(8 * room), new Uint8Array(4 * room), new Uint8Array(4 * room)];
  const starts = new DataView(columns[0].buffer);
  const forEver = 2n ** 64n - 1n;
  const burst = addon.startBurst(fd, write, new Uint8Array(bytes), 0n, 0, 0, -1, BigInt(calls), forEver, 0, 1);
  let [first, last, lost] = [0n, 0n, 0];
  /** @type {number[]} */
  const batches = [];
  for (let done = 0; !done; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const [made, dropped, , errors, , isDone] = addon.drainBurst(burst, ...columns);
    if (errors) throw new Error('The burst had errors.');
    lost += dropped;
    done = isDone;
    if (made === 0) continue;
    first ||= starts.getBigUint64(0, true);
    last = starts.getBigUint64(8 * (made - 1), true);
    for (let at = 0; at + BATCH < made; at += BATCH)
      batches.push(Number(starts.getBigUint64(8 * (at + BATCH), true) - starts.getBigUint64(8 * at, true)) / BATCH);
  }
  closeSync(fd);
  const typical = batches.sort((a, b) => a - b)[Math.floor(batches.length / 2)];
  return { ns: Number(last - first) / (calls - 1), typical, dropped: lost };
}

/** Bridge program and session, with every operation recorded or not. @param {{ bridge: string, session: string }} programs @param {boolean} recorded */
export const product =
  ({ bridge, session }, recorded) =>
  /** @returns {Taken} */
  (/** @type {Work} */ { file, write, bytes, calls }) => {
    const args = [session, bridge, write ? 'region.write' : 'region.read', `${bytes}`, `${calls}`];
    const recording = join(tmpdir(), `zpci-bench-${process.pid}.mcap`);
    const capture = join(root, 'assets/captures/k6.12-q10-net.json');
    const env = { ...process.env, ZPCI_BENCH_FILE: file, ZPCI_BENCH_CAPTURE: capture };
    return JSON.parse(output(process.execPath, recorded ? [...args, recording] : args, { env }));
  };

/** fio's psync engine; undefined where fio is not installed. @param {Work} work @returns {Taken | undefined} */
export function fio({ file, write, bytes }) {
  if (spawnSync('fio', ['--version']).error) return undefined;
  const rw = write ? 'write' : 'read';
  const options = { name: 'burst', filename: file, ioengine: 'psync', rw, bs: bytes, size: 4096, runtime: 1 };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const told = output('fio', [...args, '--time_based', '--output-format=json']);
  const { iops } = JSON.parse(told.slice(told.indexOf('{'))).jobs[0][rw];
  return { ns: 1e9 / iops, typical: Number.NaN, dropped: 0 };
}

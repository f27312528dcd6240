/**
 * `npm run bench:player`: how long a recording of a million and of ten million requests takes to its first rows, each time in a new
 * process, and to a page and to a moment at random places. Beside it, in the same round, tshark reads a pcap of as many packets as its
 * window does before it shows them: once through, dissecting all (`tshark -2 -r` prints nothing before its first pass is done). COUNTS,
 * ROUNDS and SEEKS change what is done. Recordings are written by the product's recorder and kept in `.cache/player`. Figures are for the
 * person who reads them; nothing passes or fails by them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/root.mjs';
import { OUT as BENCH, bundle } from '../bundle.mjs';
import { makePcap } from './make-pcap.mjs';

const COUNTS = (process.env.COUNTS ?? '1000000,10000000').split(',').map(Number);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SEEKS = process.env.SEEKS ?? '100';
const OUT = join(BENCH, 'player');
const CACHE = join(root, '.cache', 'player');

await bundle(
  {
    'make-recording': join(import.meta.dirname, 'make-recording.ts'),
    'open-once': join(import.meta.dirname, 'open-once.ts'),
  },
  { outdir: OUT },
);
mkdirSync(CACHE, { recursive: true });
const hasTshark = spawnSync('tshark', ['--version']).status === 0;
if (!hasTshark) console.log('tshark is not installed (apt-get install tshark): only the player is measured.');

/** @param {number} count */
async function compare(count) {
  const recording = await kept(`requests-${count}.mcap`, (path) => {
    execFileSync(process.execPath, [join(OUT, 'make-recording.mjs'), path, String(count)], { stdio: 'inherit' });
  });
  const pcap = hasTshark ? await kept(`packets-${count}.pcap`, (path) => makePcap(path, count)) : undefined;
  const [opened, shark] = [[], []].map((list) => /** @type {any[]} */ (list));
  for (let round = 0; round < ROUNDS; round++) {
    opened.push(open(recording));
    if (pcap) shark.push(tsharkSeconds(pcap));
  }
  print(count, recording, opened, shark);
}

/** @param {string} path */
const open = (path) =>
  JSON.parse(execFileSync(process.execPath, [join(OUT, 'open-once.mjs'), path, SEEKS], { encoding: 'utf8' }));

/** Seconds to the first line on the screen, which come after the first pass. @param {string} path */
function tsharkSeconds(path) {
  const before = performance.now();
  spawnSync('sh', ['-c', 'tshark -2 -r "$1" 2>/dev/null | head -n 100 >/dev/null', 'sh', path]);
  return (performance.now() - before) / 1000;
}

/** @param {number} count @param {string} path @param {any[]} opened @param {number[]} shark */
function print(count, path, opened, shark) {
  const first = percentile(
    opened.map(({ firstRows }) => firstRows),
    0.5,
  );
  const all = (/** @type {string} */ name) => opened.flatMap((one) => one[name]);
  console.log(
    `${count.toLocaleString('en')} requests, ${Math.round(statSync(path).size / 2 ** 20)} MiB, ${ROUNDS} rounds`,
  );
  console.log(`  first 100 rows, new process   ${first.toFixed(0)} ms`);
  for (const [name, title] of [
    ['pages', 'page of 100 at random        '],
    ['moments', 'state as of a random place   '],
  ])
    console.log(
      `  ${title} ${percentile(all(name), 0.5).toFixed(1)} ms median, ${percentile(all(name), 0.99).toFixed(1)} ms p99`,
    );
  console.log(`  peak memory                   ${Math.round(Math.max(...all('peakRss')) / 2 ** 20)} MiB`);
  if (shark.length === 0) return;
  const seconds = percentile(shark, 0.5);
  console.log(`  tshark -2 -r, ${count.toLocaleString('en')} packets, first lines   ${seconds.toFixed(2)} s`);
  console.log(`  ratio                         ${((seconds * 1000) / first).toFixed(1)}`);
}

/** @param {number[]} values @param {number} share */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
}

/** @param {string} name @param {(path: string) => void | Promise<void>} make */
async function kept(name, make) {
  const path = join(CACHE, name);
  if (existsSync(path)) return path;
  console.log(`Making ${name}, once.`);
  const making = join(CACHE, `${process.pid}-${name}`);
  await make(making);
  renameSync(making, path);
  return path;
}

for (const count of COUNTS) await compare(count);

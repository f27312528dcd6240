/**
 * `npm run bench:compare`: how long `zpciwb diff` takes for two recordings of a million requests that are the same, for one of them with
 * itself, for one that lacks its last tenth, and for two that differ in every answer; how much memory it takes; and for how long at most the process that waits for a
 * comparison could do nothing else. COUNT and ROUNDS change what is done. Recordings are written by the product's recorder and kept in
 * `.cache/player`. Figures are for the person who reads them; nothing passes or fails by them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/root.mjs';
import { OUT as BENCH, bundle } from '../bundle.mjs';

const COUNT = Number(process.env.COUNT ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const OUT = join(BENCH, 'compare');
const CACHE = join(root, '.cache', 'player');

await bundle(
  {
    'make-recording': join(import.meta.dirname, '../player/make-recording.ts'),
    'make-answers': join(import.meta.dirname, 'make-answers.ts'),
    'compare-once': join(import.meta.dirname, 'compare-once.ts'),
    'compare-worker': join(root, 'electron/workbench/compare/compare-worker.ts'),
  },
  { outdir: OUT },
);
mkdirSync(CACHE, { recursive: true });

const left = kept(`requests-${COUNT}.mcap`, (path) => make('recording', path, COUNT));
const same = kept(`requests-${COUNT}-copy.mcap`, (path) => copyFileSync(left, path));
const shorter = kept(`requests-${COUNT * 0.9}.mcap`, (path) => make('recording', path, COUNT * 0.9));
const answers = kept(`answers-${COUNT}.mcap`, (path) => make('answers', path, COUNT, 0));
const equal = kept(`answers-${COUNT}-copy.mcap`, (path) => copyFileSync(answers, path));
const other = kept(`answers-${COUNT}-other.mcap`, (path) => make('answers', path, COUNT, 1));

console.log(`${COUNT.toLocaleString('en')} requests, the best of ${ROUNDS}`);
print('another that is the same', left, same);
print('itself', left, left);
print('one without its last tenth', left, shorter);
print('answers, with their like', answers, equal);
print('answers, every one other', answers, other);

/** @param {string} title @param {string} left @param {string} right */
function print(title, left, right) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(OUT, 'compare-once.mjs'), left, right], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout || stderr);
  });
  const best = rounds.reduce((one, other) => (one.seconds < other.seconds ? one : other));
  const { seconds, cpuSeconds, busiestMs, peakRss, verdict } = best;
  console.log(
    `  ${title.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s (${cpuSeconds.toFixed(1)} s of processor), ${Math.round(peakRss / 2 ** 20)} MiB at most`,
  );
  console.log(`    ${verdict}; the process that waits was busy for ${busiestMs.toFixed(0)} ms at a time`);
}

/** @param {string} what @param {string} path @param {number[]} numbers */
function make(what, path, ...numbers) {
  execFileSync(process.execPath, [join(OUT, `make-${what}.mjs`), path, ...numbers.map(String)], { stdio: 'inherit' });
}

/** @param {string} name @param {(path: string) => void} make */
function kept(name, make) {
  const path = join(CACHE, name);
  if (existsSync(path)) return path;
  console.log(`Making ${name}, once.`);
  const making = join(CACHE, `${process.pid}-${name}`);
  make(making);
  renameSync(making, path);
  return path;
}

/** `npm test`: every check, one after the other, even after a failure. The last line says how many passed and failed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { countsOf, NONE, sum, verdict } from './checks/counts.mjs';
import { steps } from './checks/steps.mjs';
import { ensureChromium } from './chromium.mjs';
import { seconds } from './say.mjs';
import { root } from './setup/root.mjs';

const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

/** @param {string | undefined} path */
function readReport(path) {
  try {
    return path ? countsOf(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import('./checks/steps.mjs').Step} step */
function run({ title, command, report, env, needsChromium }) {
  const [program = '', ...arguments_] = command;
  const start = performance.now();
  console.log(`\n--- ${title}`);
  if (report) rmSync(report, { force: true });
  if (needsChromium) ensureChromium();
  const options = { env: { ...process.env, PATH, ...env }, shell: process.platform === 'win32' };
  const { status } = spawnSync(program, arguments_, { ...options, stdio: 'inherit' });
  const counts = verdict(readReport(report), status === 0);
  return { line: `${title}: ${counts.failed ? 'FAILED' : 'ok'} (${seconds(start)})`, counts };
}

process.chdir(root);
mkdirSync('test-results', { recursive: true });
const results = steps.map(run);
const { passed, failed, skipped } = results.map(({ counts }) => counts).reduce(sum, NONE);
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

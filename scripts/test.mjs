/** `npm test`: every check, one after the other, even after a failure. The last line says how many passed and failed. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { countsOf, failuresOf, NONE, sum, verdict } from './checks/counts.mjs';
import { steps, UNHANDLED } from './checks/steps.mjs';
import { ensureChromium } from './chromium.mjs';
import { seconds } from './say.mjs';
import { npm } from './setup/npm.mjs';
import { root } from './setup/root.mjs';

/** @param {string | undefined} path */
function readReport(path) {
  try {
    return path ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import('./checks/steps.mjs').Step} step */
function take({ title, run, report, env, needsChromium }) {
  const start = performance.now();
  console.log(`\n--- ${title}`);
  for (const old of [report, UNHANDLED]) if (old) rmSync(old, { force: true });
  if (needsChromium) ensureChromium();
  const { status } = npm(['run', '--silent', ...run], { stdio: 'inherit', env: { ...process.env, ...env } });
  const told = readReport(report);
  const counts = verdict(told && countsOf(told), status === 0);
  return {
    line: `${title}: ${counts.failed ? 'FAILED' : 'ok'} (${seconds(start)})`,
    counts,
    failures: [...(told ? failuresOf(told) : []), ...(readReport(UNHANDLED) ?? [])],
  };
}

process.chdir(root);
mkdirSync('test-results', { recursive: true });
const results = steps.map(take);
const { passed, failed, skipped } = results.map(({ counts }) => counts).reduce(sum, NONE);
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
const failures = results.flatMap((result) => result.failures);
if (failures.length > 0) console.log(`Failed:\n  ${failures.join('\n  ')}`);
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

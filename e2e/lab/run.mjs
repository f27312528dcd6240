/**
 * `npm run lab`: the specs of this folder on a real s390x kernel; further arguments go to Vitest.
 * `npm run lab -- --shell` boots the guest for people instead.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = join(import.meta.dirname, 'vitest.config.ts');

const specs = (/** @type {string[]} */ args) =>
  spawnSync(process.execPath, [vitest, 'run', '--config', config, ...args], { stdio: 'inherit' }).status ?? 1;

async function shell() {
  const { module } = await runnerImport(join(import.meta.dirname, 'shell.ts'));
  await module.shell();
  return 0;
}

const args = process.argv.slice(2);
process.exitCode = args.includes('--shell') ? await shell() : specs(args);

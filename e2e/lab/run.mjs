/**
 * `npm run lab`: the specs of this folder on a real s390x kernel; further arguments go to Vitest.
 * `npm run lab -- --shell` boots the guest for people instead.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';
import { timed } from '../../scripts/say.mjs';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = join(import.meta.dirname, 'vitest.config.ts');

/** @param {string} path a module of this folder */
const load = async (path) => (await runnerImport(join(import.meta.dirname, path))).module;

/** @param {string[]} args @param {string} [reason] why there is no guest */
function specs(args, reason) {
  const env = { ...process.env, ...(reason ? { ZPCI_NO_LAB: reason } : {}) };
  const command = [vitest, 'run', '--config', config, ...args];
  return spawnSync(process.execPath, command, { stdio: 'inherit', env }).status ?? 1;
}

async function main() {
  const args = process.argv.slice(2);
  const { whyNoLab } = await load('software/why-no-lab.ts');
  const reason = await timed('Looked for what the guest is made of', whyNoLab);
  if (!args.includes('--shell')) return specs(args, reason);
  if (reason) throw new Error(reason);
  await (await load('shell.ts')).shell();
  return 0;
}

process.exitCode = await main();

/**
 * `npm run lab`: the specs of this folder on a real s390x kernel; further arguments go to Vitest.
 * `--hosts` runs those about hosts and how they are reached; `--full` takes a kernel of our own, with specs of its own; `--shell` boots the
 * guest for people instead; `--update` fetches anew.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runnerImport } from 'vite';
import { say, timed } from '../../scripts/say.mjs';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = join(import.meta.dirname, 'vitest.config.ts');

/** @param {string} path a module of this folder */
const load = async (path) => (await runnerImport(join(import.meta.dirname, path))).module;

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
function specs(args, env) {
  const command = [vitest, 'run', '--config', config, ...args];
  return spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

/** What `--full` adds: a kernel, compiled when it is needed for the first time. */
async function full() {
  const { COMPILER, ownKernel } = await load('full/own-kernel.ts');
  return { programs: COMPILER, kernel: () => timed('Had a kernel of our own configuration', ownKernel) };
}

/** What is kept of packages and made of them. */
const DOWNLOADED = ['guest', 'host', 'arm64', 'emulator', 'boot', 'kernel-source'];

const FLAGS = ['--shell', '--update', '--hosts', '--full'];
/** The folder of the specs. @param {Set<string>} flags */
const folder = (flags) => (flags.has('--full') ? 'full' : flags.has('--hosts') ? 'hosts' : '');

async function main() {
  const flags = new Set(process.argv.slice(2).filter((arg) => FLAGS.includes(arg)));
  const args = process.argv.slice(2).filter((arg) => !FLAGS.includes(arg));
  if (flags.has('--update')) await (await load('software/cache.ts')).forget(...DOWNLOADED);
  const own = flags.has('--full') ? await full() : undefined;
  const { whyNoLab } = await load('software/why-no-lab.ts');
  const reason = await timed('Had what the guest is made of', () => whyNoLab(own?.programs));
  if (reason) say(`  Skipped. ${reason}`);
  const env = reason
    ? { ZPCI_NO_LAB: reason }
    : { ZPCI_LAB_SPECS: folder(flags), ZPCI_LAB_KERNEL: await own?.kernel() };
  if (!flags.has('--shell')) return specs(args, env);
  if (reason) throw new Error(reason);
  await (await load('shell.ts')).shell(env.ZPCI_LAB_KERNEL);
  return 0;
}

process.exitCode = await main();

import { spawnSync } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs npm in the project: the very npm that runs us, else the one on the path.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function npm(args, options) {
  const running = process.env.npm_execpath;
  if (running) return spawnSync(process.execPath, [running, ...args], { cwd: root, ...options });
  return spawnSync('npm', args, { cwd: root, shell: process.platform === 'win32', ...options });
}

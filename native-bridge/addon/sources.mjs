import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

const FLAGS = [
  '-shared',
  '-fPIC',
  '-O2',
  '-std=gnu11',
  '-D_GNU_SOURCE',
  '-fvisibility=hidden',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-DNAPI_VERSION=8',
  // The same sources and compiler give the same bytes, wherever that is.
  '-fno-ident',
  '-Wl,--build-id=none',
  '-Wl,--strip-all',
];

const filesEnding = (/** @type {string} */ ending) =>
  readdirSync(here)
    .filter((name) => name.endsWith(ending))
    .sort();

/** Folder of the headers of Node-API. */
export const headers = () => createRequire(import.meta.url)('node-api-headers').include_dir;

/** SHA-256 over what the addon is compiled from: its C files and the flags. */
export function sourcesHash() {
  const hash = createHash('sha256').update(FLAGS.join('\0'));
  for (const name of [...filesEnding('.c'), ...filesEnding('.h')])
    hash.update(`\0${name}\0`).update(readFileSync(join(here, name)));
  return hash.digest('hex');
}

/**
 * Compiles the addon into `output`, with the hash of its sources beside it. Answers why not, or nothing. Never throws.
 * @param {string} compiler
 * @param {string} output
 * @param {readonly string[]} [defines] `-D` options beside the usual ones
 * @returns {string | undefined}
 */
export function compileAddon(compiler, output, defines = []) {
  mkdirSync(dirname(output), { recursive: true });
  // Compiled beside its place and moved there, so that a running bridge never sees half a file.
  const partial = `${output}.${process.pid}`;
  const options = [...FLAGS, ...defines, `-I${headers()}`, ...filesEnding('.c'), '-o', partial];
  const { error, status, stderr } = spawnSync(compiler, options, { cwd: here, encoding: 'utf8' });
  if (!error && status === 0) {
    renameSync(partial, output);
    return undefined;
  }
  rmSync(partial, { force: true });
  if (error) return `there is no compiler (${compiler}: ${/** @type {NodeJS.ErrnoException} */ (error).code})`;
  return `${compiler} said: ${stderr.split('\n').find((line) => line.includes('error')) ?? status}`;
}

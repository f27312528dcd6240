/**
 * `npm run addon:check`: the C of the addon under the address, undefined-behaviour and thread sanitizers and under valgrind, alone and
 * loaded into Node.js. What is not installed is skipped and named; ends with 1 when something was found.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headers } from '../sources.mjs';

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'zpci-check-'));
const COMMON = ['-g', '-O1', '-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror'];
const SANITIZED = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];

/** @param {string} program @param {string[]} args @param {Record<string, string>} [env] */
const run = (program, args, env) =>
  spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1e8 });

/** @param {string[]} options @param {string[]} sources @param {string} name */
function compiled(options, sources, name) {
  const output = join(folder, name);
  const { error, status, stderr } = run('gcc', [...COMMON, ...options, ...sources, '-o', output]);
  if (error) return undefined;
  if (status !== 0) throw new Error(stderr);
  return output;
}

const alone = (/** @type {string[]} */ options, /** @type {string} */ name) =>
  compiled(options, [join(here, 'burst-check.c')], name);

function addon() {
  const room = join(here, '..');
  const sources = readdirSync(room).filter((name) => name.endsWith('.c'));
  const options = ['-shared', '-fPIC', '-DNAPI_VERSION=8', `-I${headers()}`, ...SANITIZED];
  return compiled(
    options,
    sources.map((name) => join(room, name)),
    'zpci.node',
  );
}

/** Of a detached thread that is just ending, the C library still has the stack. */
const LEAKS = [
  '--leak-check=full',
  '--errors-for-leak-kinds=definite',
  '--show-leak-kinds=definite',
  '--error-exitcode=1',
];

const library = (/** @type {string} */ name) => run('gcc', [`-print-file-name=${name}`]).stdout?.trim() ?? '';

/** @type {Record<string, () => ReturnType<typeof run> | '' | undefined>} */
const CHECKS = {
  'address and undefined behaviour': () => {
    const program = alone(SANITIZED, 'address');
    return program && run(program, []);
  },
  threads: () => {
    const program = alone(['-fsanitize=thread'], 'thread');
    return program && run(program, []);
  },
  valgrind: () => {
    const program = run('valgrind', ['--version']).error ? undefined : alone([], 'plain');
    return program && run('valgrind', ['--quiet', ...LEAKS, program]);
  },
  'inside Node.js': () => {
    const file = addon();
    const preload = [library('libasan.so'), library('libubsan.so')].join(' ');
    // Node.js itself frees nothing when it ends.
    const env = { LD_PRELOAD: preload, ASAN_OPTIONS: 'detect_leaks=0' };
    return file && run(process.execPath, [join(here, 'exercise.mjs'), file], env);
  },
};

const wanted = process.argv.slice(2);
for (const [name, check] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const result = check();
  const found = result && (result.status !== 0 || result.stderr.trim() !== '');
  console.log(`${name}: ${result ? (found ? 'FAILED' : 'clean') : 'skipped, needs gcc (and valgrind)'}`);
  if (!found) continue;
  console.log(result.stdout, result.stderr);
  process.exitCode = 1;
}
rmSync(folder, { recursive: true });

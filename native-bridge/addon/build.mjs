import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const files = (ending) => readdirSync(here).flatMap((name) => (name.endsWith(ending) ? [join(here, name)] : []));

/** The compiled addon: next to its source, because it belongs to this machine's processor and not to the bundle. */
export const ADDON_FILE = join(here, 'build', 'zpci.node');

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
];

/**
 * Compiles the addon with `cc` (or $CC) unless it is newer than its sources. Returns one line that says what came of it; never
 * throws: without the addon everything but `vfio:` targets works.
 */
export function buildAddon({ compiler = process.env.CC ?? 'cc', output = ADDON_FILE } = {}) {
  if (isCurrent(output)) return { built: true, message: `The addon is up to date: ${output}` };
  mkdirSync(dirname(output), { recursive: true });
  // Compiled beside its place and moved there, so that a running bridge never sees half a file.
  const partial = `${output}.${process.pid}`;
  const { error, status, stderr } = spawnSync(compiler, [...FLAGS, `-I${headers()}`, ...files('.c'), '-o', partial], {
    encoding: 'utf8',
  });
  if (error) return failed(`there is no compiler (${compiler}: ${error.code}); install one, such as gcc`);
  if (status !== 0)
    return failed(`${compiler} said: ${stderr.split('\n').find((line) => line.includes('error')) ?? status}`);
  renameSync(partial, output);
  return { built: true, message: `Compiled the addon: ${output}` };
}

const failed = (cause) => ({ built: false, message: `The addon was not built, vfio: targets stay closed: ${cause}.` });

const headers = () => createRequire(import.meta.url)('node-api-headers').include_dir;

function isCurrent(output) {
  const built = statSync(output, { throwIfNoEntry: false });
  return (
    built !== undefined && [...files('.c'), ...files('.h')].every((source) => statSync(source).mtimeMs <= built.mtimeMs)
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(buildAddon().message);

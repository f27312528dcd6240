import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PREBUILT_HASH, prebuiltFile } from './prebuilt.mjs';
import { compileAddon, sourcesHash } from './sources.mjs';

/** The addon compiled on this machine: next to its source, because it belongs to this machine and not to the bundle. */
export const ADDON_FILE = join(dirname(fileURLToPath(import.meta.url)), 'build', 'zpci.node');

/**
 * Compiles the addon with `cc` (or $CC) unless that was done from the same sources. What was compiled from others is taken away, so that
 * what is loaded then is the prebuilt addon. Returns one line that says what came of it; never throws: without the addon everything but
 * `vfio:` targets works.
 */
export function buildAddon({ compiler = process.env.CC ?? 'cc', output = ADDON_FILE } = {}) {
  const hash = sourcesHash();
  const stamp = `${output}.sha256`;
  if (existsSync(output) && readIf(stamp) === hash)
    return { built: true, message: `The addon is up to date: ${output}` };
  rmSync(stamp, { force: true });
  const failed = compileAddon(compiler, output);
  if (failed) {
    rmSync(output, { force: true });
    return { built: false, message: withoutCompiling(failed, hash) };
  }
  writeFileSync(stamp, hash);
  return { built: true, message: `Compiled the addon: ${output}` };
}

/** @param {string} cause @param {string} hash */
function withoutCompiling(cause, hash) {
  if (readIf(PREBUILT_HASH) === hash && existsSync(prebuiltFile(process.arch)))
    return `The addon was not compiled, the prebuilt one is used: ${cause}.`;
  return `The addon was not built, vfio: targets stay closed: ${cause}; install one, such as gcc.`;
}

const readIf = (/** @type {string} */ path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(buildAddon().message);

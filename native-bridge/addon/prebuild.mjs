/**
 * `node native-bridge/addon/prebuild.mjs`: compiles the addon for every processor it is shipped for, so that neither a workbench nor a
 * lab host needs a compiler. All or none are replaced.
 */
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { PREBUILT, PREBUILT_HASH, prebuiltFile } from './prebuilt.mjs';
import { compileAddon, sourcesHash } from './sources.mjs';

const fresh = (/** @type {string} */ arch) => `${prebuiltFile(arch)}.new`;

const isMissing = (/** @type {string} */ compiler) => spawnSync(compiler, ['--version']).error !== undefined;

function prebuild() {
  const missing = PREBUILT.filter(({ compiler }) => isMissing(compiler));
  if (missing.length > 0) {
    const packages = missing.map(({ from }) => from).join(' ');
    return `Missing: ${missing.map(({ compiler }) => compiler).join(', ')}. On Debian: apt-get install ${packages}`;
  }
  for (const { arch, compiler } of PREBUILT) {
    const failed = compileAddon(compiler, fresh(arch));
    if (failed) return failed;
  }
  rmSync(PREBUILT_HASH, { force: true });
  for (const { arch } of PREBUILT) renameSync(fresh(arch), prebuiltFile(arch));
  writeFileSync(PREBUILT_HASH, `${sourcesHash()}\n`);
  for (const { arch } of PREBUILT) console.log(`${prebuiltFile(arch)}: ${statSync(prebuiltFile(arch)).size} bytes`);
  return undefined;
}

const failed = prebuild();
if (failed) {
  console.error(failed);
  process.exitCode = 1;
}

/**
 * Runs before `npm start` and `npm test`: installs what the lockfile asks for and builds what changed, so that both work on a
 * fresh clone. Uses Node.js alone: there may be no node_modules yet.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, timed } from './say.mjs';
import { isCurrent, sourcesFingerprint } from './setup/fingerprint.mjs';
import { install } from './setup/install.mjs';
import { isInstalled } from './setup/installed.mjs';
import { alone } from './setup/lock.mjs';
import { requireNode } from './setup/node-version.mjs';
import { root } from './setup/root.mjs';

const BUILT = join(root, 'dist', '.built');
const LOCK = join(root, '.cache', 'setup.lock');

function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed; the lines above say where.');
}

/**
 * The stamp of the last build is taken away first: half built is not built.
 * @param {string} fingerprint of the sources as they are now
 */
function buildAgain(fingerprint) {
  rmSync(BUILT, { force: true });
  build();
  writeFileSync(BUILT, fingerprint);
}

async function prepare() {
  if (!isInstalled()) {
    say('Installing packages; the first time takes up to a minute.');
    await timed('Installed', install);
  }
  const fingerprint = sourcesFingerprint();
  if (!isCurrent(BUILT, fingerprint)) {
    say('Building the workbench.');
    await timed('Built', () => buildAgain(fingerprint));
  }
}

try {
  requireNode();
  await alone(LOCK, prepare);
} catch (error) {
  say(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}

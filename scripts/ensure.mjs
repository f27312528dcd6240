/**
 * Runs before `npm start` and `npm test`: installs what the lockfile asks for and builds what changed, so that both work on a
 * fresh clone. Uses Node.js alone: there may be no node_modules yet.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, timed } from './say.mjs';
import { isCurrent, packagesFingerprint, sourcesFingerprint } from './setup/fingerprint.mjs';
import { install } from './setup/install.mjs';
import { alone } from './setup/lock.mjs';
import { requireNode } from './setup/node-version.mjs';
import { root } from './setup/root.mjs';

const INSTALLED = join(root, 'node_modules', '.zpci-workbench');
const BUILT = join(root, 'dist', '.built');
const LOCK = join(root, '.cache', 'setup.lock');

function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed; the lines above say where.');
}

/**
 * Does `work` unless `stamp` says that it was done for this fingerprint. The stamp is taken away first: half done is not done.
 * @param {string} stamp
 * @param {() => string} fingerprint
 * @param {string} doing
 * @param {string} done
 * @param {() => void} work
 */
async function once(stamp, fingerprint, doing, done, work) {
  if (isCurrent(stamp, fingerprint())) return;
  rmSync(stamp, { force: true });
  say(doing);
  await timed(done, work);
  writeFileSync(stamp, fingerprint());
}

async function prepare() {
  await once(
    INSTALLED,
    packagesFingerprint,
    'Installing packages; the first time takes up to a minute.',
    'Installed',
    install,
  );
  await once(BUILT, sourcesFingerprint, 'Building the workbench.', 'Built', build);
}

try {
  requireNode();
  await alone(LOCK, prepare);
} catch (error) {
  say(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}

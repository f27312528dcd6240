import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** What the bundles and the window are made from. */
const SOURCES = [
  'native-bridge',
  'electron',
  'renderer',
  'scripts/build.mjs',
  'scripts/bundles.mjs',
  'vite.config.ts',
  'package-lock.json',
];

/** Tests and what the addon's compiler leaves behind are not built into anything. */
const NOT_BUILT = /\.test\.tsx?$|[/\\]testing[/\\]|[/\\]addon[/\\]build[/\\]/;

/** @param {string} path relative to the root @returns {string[]} */
function filesBelow(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const below = join(path, entry.name);
    return entry.isDirectory() ? filesBelow(below) : [below];
  });
}

/** @param {string[]} parts */
const digest = (parts) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');

/** @param {string} path */
const content = (path) => readFileSync(join(root, path), 'latin1');

/** Changes when something has to be built again. */
export function sourcesFingerprint() {
  const isFile = (/** @type {string} */ path) => /\.\w+$/.test(path);
  const files = SOURCES.flatMap((path) => (isFile(path) ? [path] : filesBelow(path))).filter((f) => !NOT_BUILT.test(f));
  return digest(files.sort().flatMap((path) => [path, content(path)]));
}

/**
 * @param {string} stamp file that keeps a fingerprint
 * @param {string} fingerprint
 */
export const isCurrent = (stamp, fingerprint) => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;

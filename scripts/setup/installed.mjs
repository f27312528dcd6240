import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Entry
 * @typedef {Record<string, Entry>} Packages by path: `node_modules/zod`
 */

/**
 * Whether `present` holds every package of `wanted` in its version. Optional packages of other platforms may be missing.
 * @param {Packages} wanted
 * @param {Packages} present
 */
export const holdsAll = (wanted, present) =>
  Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = present[path];
    return found ? found.version === version : path === '' || optional === true;
  });

/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** @param {any} manifest @returns {string} */
const asked = ({ dependencies, devDependencies }) => JSON.stringify([dependencies, devDependencies]);

/** Whether node_modules is what the lockfile says, by the list npm leaves there after a whole installation. */
export function isInstalled() {
  try {
    const { packages } = read('package-lock.json');
    const isLocked = asked(packages['']) === asked(read('package.json'));
    return isLocked && holdsAll(packages, read('node_modules/.package-lock.json').packages);
  } catch {
    return false;
  }
}

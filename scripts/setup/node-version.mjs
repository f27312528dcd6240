import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** @param {string} version such as `v20.19.1` or `>=20.19` @returns {number[]} */
const numbers = (version) => (version.match(/\d+/g) ?? []).map(Number);

/**
 * @param {string} found `process.version`
 * @param {string} wanted `engines.node` of package.json, `>=20.19`
 */
export function isNewEnough(found, wanted) {
  const [have, want] = [numbers(found), numbers(wanted)];
  const differing = want.findIndex((part, i) => part !== (have[i] ?? 0));
  return differing < 0 || (have[differing] ?? 0) > (want[differing] ?? 0);
}

/** Throws a sentence when this Node.js is too old. */
export function requireNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  if (isNewEnough(process.version, wanted)) return;
  const need = wanted.replace('>=', '');
  throw new Error(
    `zPCI Workbench needs Node.js ${need} or newer; this is ${process.version}. Get it from https://nodejs.org.`,
  );
}

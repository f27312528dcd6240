/** Writes dist/licences/THIRD-PARTY.txt: the licence of every package that is bundled into the programs or goes along with them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/setup/root.mjs';

const FOLDER = join(root, 'dist', 'licences');
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** Folders of the production packages, by the lockfile; those of other platforms are not here. */
function productionFolders() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const isShipped = (/** @type {[string, any]} */ [path, entry]) =>
    path !== '' && !entry.dev && !entry.optional && !entry.devOptional;
  return Object.entries(packages)
    .filter(isShipped)
    .map(([path]) => path)
    .sort();
}

/** @param {string} folder */
function entryOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).filter((file) => LICENCE_FILE.test(file));
  const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
  return [`${name} ${version}: ${license ?? 'see below'}`, ...texts].join('\n\n');
}

const entries = productionFolders().map(entryOf);
mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, 'THIRD-PARTY.txt'), `${entries.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);

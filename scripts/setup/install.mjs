import { npm } from './npm.mjs';
import { root } from './root.mjs';

/** What npm's words mean for the person in front of it; the first that matches counts. */
const CAUSES = [
  [/ENOSPC/, 'The disk is full. Free some space (about 600 MB are needed), then try again.'],
  [/EACCES|EPERM|EROFS/, `${root} cannot be written. Use a folder that is yours, then try again.`],
  [/in sync/, 'package.json and package-lock.json disagree. Run: npm install'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|network/,
    'The package registry cannot be reached. Connect to the network, or point npm at a registry or proxy that can be reached.',
  ],
];

/** @param {string} output what npm printed @returns {string} one sentence with the cause and what to do */
export function explain(output) {
  const known = CAUSES.find(([pattern]) => /** @type {RegExp} */ (pattern).test(output));
  return String(known?.[1] ?? 'The packages could not be installed; npm says why above.');
}

/** Installs exactly what the lockfile says. Throws a sentence when that fails, after npm's own words. */
export function install() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stdout, stderr, error } = npm(args, { encoding: 'utf8', maxBuffer: 2 ** 24 });
  if (status === 0) return;
  const output = `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`;
  process.stderr.write(output);
  throw new Error(explain(output));
}

import { existsSync } from 'node:fs';
import { run } from './run.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Names of suites that only Debian's own archive has; suites of updates and security lie elsewhere or are not whole. */
const SUITE = /^(bullseye|bookworm|trixie|forky|duke|sid|oldoldstable|oldstable|stable|testing|unstable)$/;

/** The archive this machine gets its own packages from, as apt reads its sources. Undefined where that is not Debian. */
export async function debianArchive(): Promise<string | undefined> {
  const targets = await run('apt-get', [
    'indextargets',
    '--format',
    '$(RELEASE) $(COMPONENT) $(REPO_URI)',
    'Created-By: Packages',
  ]);
  const fields = targets.split('\n').map((line) => line.split(' '));
  return fields.find(([release = '', component]) => SUITE.test(release) && component === 'main')?.[2];
}

/** An entry of apt's sources: another suite of the same archive, for one architecture. Signatures are held against Debian's keys. */
export const sourceOf = (archive: string, suite: string, architecture: string): string =>
  [
    'Types: deb',
    `URIs: ${archive}`,
    `Suites: ${suite}`,
    'Components: main',
    `Architectures: ${architecture}`,
    ...(existsSync(KEYRING) ? [`Signed-By: ${KEYRING}`] : []),
    '',
  ].join('\n');

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianArchive, sourceOf } from './debian-archive.ts';
import { run } from './run.ts';

/** Packages by name, of one suite and architecture. */
export interface Selection {
  readonly suite: string;
  readonly architecture: string;
  readonly packages: readonly string[];
}

/**
 * Unpacks the newest version of the packages and of all they depend on below `into`. Apt does the work with a configuration, lists and
 * a package state of its own in `scratch`: nothing of this machine is changed, and nothing that is installed here counts.
 */
export async function unpackWithDependencies(selection: Selection, scratch: string, into: string): Promise<void> {
  const apt = await privateApt(selection, scratch);
  await apt('--download-only', 'install', ...selection.packages);
  await unpackAll(join(scratch, 'archives'), into);
}

/** Unpacks the newest version of the packages alone below `into`. */
export async function unpackAlone(selection: Selection, scratch: string, into: string): Promise<void> {
  const apt = await privateApt(selection, scratch);
  await apt('download', ...selection.packages);
  await unpackAll(join(scratch, 'archives'), into);
}

async function privateApt({ suite, architecture }: Selection, scratch: string) {
  const archive = await debianArchive();
  if (!archive) throw new Error("This machine's apt sources name no Debian archive.");
  for (const folder of ['lists/partial', 'archives/partial']) await mkdir(join(scratch, folder), { recursive: true });
  await writeFile(join(scratch, 'status'), '');
  await writeFile(join(scratch, 'lab.sources'), sourceOf(archive, suite, architecture));
  await writeFile(join(scratch, 'apt.conf'), configuration(scratch, architecture));
  const apt = (...args: string[]) =>
    run('apt-get', ['-c', join(scratch, 'apt.conf'), '-y', '-q', ...args], join(scratch, 'archives'));
  await apt('update');
  return apt;
}

const configuration = (scratch: string, architecture: string) => `
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Debug::NoLocking "true";
Dir::Cache "${scratch}";
Dir::Cache::archives "${scratch}/archives";
Dir::State::lists "${scratch}/lists";
Dir::State::status "${scratch}/status";
Dir::Etc::sourcelist "${scratch}/lab.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
`;

async function unpackAll(archives: string, into: string): Promise<void> {
  const names = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  for (const name of names) await run('dpkg-deb', ['-x', join(archives, name), into]);
}

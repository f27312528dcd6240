import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';

/** One line for each file below `folder`, archives included: `x` when it may be executed, then its path. */
export function contentsOf(folder: string): string[] {
  const lines = filesBelow(folder).flatMap((path) => [
    `${isExecutable(join(folder, path)) ? 'x' : '-'} ${path}`,
    ...(path.endsWith('.asar') ? archived(folder, path) : []),
  ]);
  return lines.sort();
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

const isExecutable = (path: string): boolean => (statSync(path).mode & 0o100) !== 0;

function archived(folder: string, archive: string): string[] {
  const paths = listPackage(join(folder, archive), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const isFolder = (path: string) => paths.some((other) => other.startsWith(`${path}/`));
  return paths.filter((path) => !isFolder(path)).map((path) => `- ${archive}${path}`);
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** What differs between `contents` and a manifest, in which `*` stands for any one name. */
export function differences(contents: readonly string[], manifest: readonly string[]) {
  const patterns = manifest.map((line) => ({
    line,
    pattern: new RegExp(`^${escaped(line).replaceAll('*', '[^/]+')}$`),
  }));
  return {
    missing: patterns.filter(({ pattern }) => !contents.some((line) => pattern.test(line))).map(({ line }) => line),
    unexpected: contents.filter((line) => !patterns.some(({ pattern }) => pattern.test(line))),
  };
}

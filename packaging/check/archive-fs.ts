import fs, { type Dirent } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';

/**
 * Makes `readdirSync` and `readFile` look into `archive` as Electron's file system does, until the function that is given back is
 * called: entries of a folder have a name and a type and nothing more, and only these two functions know of the archive at all.
 */
export function openArchive(archive: string): () => void {
  const { readdirSync } = fs;
  const { readFile } = fs.promises;
  const inside = (path: unknown) =>
    typeof path === 'string' && path.startsWith(archive + sep) ? path.slice(archive.length + 1) : undefined;
  const paths = listPackage(archive, { isPack: false }).map((path) => path.slice(1));

  const entry = (folder: string, name: string): Dirent => {
    const isFolder = 'files' in statFile(archive, `${folder}/${name}`);
    return { name, isDirectory: () => isFolder, isFile: () => !isFolder } as Dirent;
  };
  const listed = (folder: string) =>
    paths.filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'));

  Object.assign(fs, {
    readdirSync: (path: string, options: never) => {
      const folder = inside(path);
      if (folder === undefined) return readdirSync(path, options);
      return listed(folder).map((path) => entry(folder, path.slice(folder.length + 1)));
    },
  });
  Object.assign(fs.promises, {
    readFile: async (path: string, options: never) => {
      const file = inside(path);
      return file === undefined ? readFile(path, options) : extractFile(archive, file);
    },
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, { readdirSync });
    Object.assign(fs.promises, { readFile });
    syncBuiltinESMExports();
  };
}

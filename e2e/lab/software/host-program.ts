import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The command (argv) that starts a program of the host tree with the loader and the libraries it came with, whatever this machine's own
 * are.
 */
export function hostProgram(tree: string, name: string): readonly string[] {
  const libraries = join(tree, 'usr', 'lib');
  const [loader] = readdirSync(libraries, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)ld-linux-[^/]*\.so\.\d$/.test(path),
  );
  if (!loader) throw new Error(`There is no program loader below ${libraries}.`);
  const folders = readdirSync(libraries).filter((folder) => folder.endsWith('-linux-gnu'));
  const path = folders.map((folder) => join(libraries, folder)).join(':');
  return [join(libraries, loader), '--library-path', path, join(tree, 'usr', 'bin', name)];
}

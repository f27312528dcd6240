import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostFiles } from './host-files.ts';

/** Whether the running kernel has a module, to be loaded or built in. In names of modules `-` and `_` are the same. */
export async function isLoadable(host: HostFiles, module: string): Promise<boolean> {
  const lists = ['modules.dep', 'modules.builtin'].map((name) => readFile(join(host.modules, name), 'utf8'));
  const texts = await Promise.all(lists.map((list) => list.catch(() => '')));
  const file = new RegExp(`/${module.replaceAll(/[-_]/g, '[-_]')}\\.ko`);
  return texts.some((text) => file.test(text));
}

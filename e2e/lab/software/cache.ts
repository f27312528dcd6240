import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { ownName, removeLeftovers } from './leftovers.ts';

/** Where what the lab downloads and builds is kept from one run to the next. */
export const CACHE = process.env.ZPCI_LAB_CACHE ?? join(envPaths('zpci-workbench', { suffix: '' }).cache, 'lab');

const MAKING = '.making-';

/**
 * The folder `name` that `recipe` gives, made by `make` when it is not there yet. It is made beside its place and moved there when it
 * is whole: half made is never found, and two labs that make it at once do no harm.
 */
export async function kept(name: string, recipe: unknown, make: (folder: string) => Promise<void>): Promise<string> {
  const place = join(CACHE, `${name}-${digest(recipe)}`);
  if (existsSync(place)) return place;
  await mkdir(CACHE, { recursive: true });
  await removeLeftovers(CACHE, MAKING);
  const folder = await mkdtemp(join(CACHE, ownName(MAKING)));
  try {
    await make(folder);
    await rename(folder, place).catch((thrown) => {
      if (!existsSync(place)) throw thrown;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return place;
}

const digest = (recipe: unknown) => createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12);

/** Removes what was kept under these names, so that it is fetched or made anew. */
export async function forget(...names: readonly string[]): Promise<void> {
  const all = await readdir(CACHE).catch(() => []);
  const wanted = all.filter((entry) => names.includes(entry.replace(/-[^-]*$/, '')));
  for (const entry of wanted) await rm(join(CACHE, entry), { recursive: true, force: true });
}

import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { functionFolder, type HostFiles } from '../host-files.ts';

/** What a host driver made of a function. */
export interface Parts {
  /** Disks and their partitions, `nvme0n1p1`, with major:minor. */
  readonly disks: readonly { readonly name: string; readonly number: string }[];
  /** Network interfaces, `eth0`. */
  readonly interfaces: readonly string[];
  /** Files below /dev, relative to it: `nvme0n1p1`, `infiniband/uverbs0`. */
  readonly files: readonly string[];
}

/** sysfs is no deeper than this below a function. */
const DEEPEST = 10;

/** Every device below the function, as their `uevent` files name them. Touches no device. */
export async function partsOf(host: HostFiles, bdf: string): Promise<Parts> {
  const folder = await realpath(functionFolder(host, bdf)).catch(() => undefined);
  const found = folder ? await uevents(folder, DEEPEST) : [];
  const texts = (name: string) => found.flatMap(({ fields }) => fields[name] ?? []);
  const disks = found.filter(({ fields }) => ['disk', 'partition'].includes(fields.DEVTYPE ?? ''));
  return {
    disks: disks.map(({ name, fields }) => ({ name: shared(name), number: `${fields.MAJOR}:${fields.MINOR}` })),
    interfaces: texts('INTERFACE'),
    files: texts('DEVNAME'),
  };
}

/** With NVMe multipath the disk in use is not below the function: `nvme0c1n1` there is one way to `nvme0n1`. */
const shared = (disk: string) => disk.replace(/^(nvme\d+)c\d+(n\d+)$/, '$1$2');

interface Uevent {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

async function uevents(folder: string, depth: number): Promise<Uevent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory() && depth > 0);
  const deeper = await Promise.all(below.map(({ name }) => uevents(join(folder, name), depth - 1)));
  if (!entries.some(({ name }) => name === 'uevent')) return deeper.flat();
  const text = await readFile(join(folder, 'uevent'), 'utf8').catch(() => '');
  return [{ name: basename(folder), fields: parse(text) }, ...deeper.flat()];
}

const parse = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^([A-Z_0-9]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));

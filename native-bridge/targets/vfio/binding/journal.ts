import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { WorkbenchError } from '../../../contract/errors.ts';
import type { HostFiles } from '../host-files.ts';

/** What has to be known to give a function back, whoever does it. */
const boundSchema = z.object({
  function: z.string(),
  /** The vfio driver the function was bound to. */
  driver: z.string(),
  /** The driver it had before; absent when it had none. */
  before: z.string().optional(),
  /** The driver_override it had before, when it had one. */
  override: z.string().optional(),
  /** The bridge that bound it. `started`: clock ticks after boot, for numbers of processes are used again. */
  bridge: z.object({ pid: z.int(), started: z.string() }),
  boot: z.string(),
});
export type BoundFunction = z.infer<typeof boundSchema>;

/**
 * What bridges changed on this host and have not undone yet: one file for each function, written and on the disk before anything is
 * changed, removed after it was undone. That a file can be made only once is what keeps two bridges off one function.
 */
export class Journal {
  readonly #folder: string;
  readonly #host: HostFiles;

  constructor(folder: string, host: HostFiles) {
    this.#folder = folder;
    this.#host = host;
  }

  /** Functions bound in this boot, by any bridge of this user. */
  async list(): Promise<BoundFunction[]> {
    const [names, boot] = await Promise.all([readdir(this.#folder).catch(() => []), this.#boot()]);
    const ours = names.filter((name) => name.endsWith(fileName('', boot)));
    const found = await Promise.all(ours.map((name) => this.#read(name)));
    return found.filter((entry) => entry !== undefined).sort((a, b) => (a.function < b.function ? -1 : 1));
  }

  async find(bdf: string): Promise<BoundFunction | undefined> {
    return this.#read(fileName(bdf, await this.#boot()));
  }

  /** An entry for this process. */
  async entry(part: Pick<BoundFunction, 'function' | 'driver' | 'before' | 'override'>): Promise<BoundFunction> {
    const bridge = { pid: process.pid, started: (await this.#started('self')) ?? '' };
    return { ...part, bridge, boot: await this.#boot() };
  }

  /** Writes an entry for a function that has none. Throws `bound-elsewhere` when another bridge was first. */
  async add(entry: BoundFunction): Promise<void> {
    await this.#write(entry, (from, to) => link(from, to).finally(() => unlink(from)));
  }

  /** Takes over the entry of a bridge that is gone. */
  replace(entry: BoundFunction): Promise<void> {
    return this.#write(entry, rename);
  }

  async remove(bdf: string): Promise<void> {
    await unlink(join(this.#folder, fileName(bdf, await this.#boot()))).catch(ignoreAbsent);
  }

  /** Whether the bridge that wrote the entry still runs. */
  async isHeld({ bridge }: BoundFunction): Promise<boolean> {
    return (await this.#started(String(bridge.pid))) === bridge.started;
  }

  async #read(name: string): Promise<BoundFunction | undefined> {
    const text = await readFile(join(this.#folder, name), 'utf8').catch(() => '');
    const { data } = boundSchema.safeParse(parseJson(text));
    return data;
  }

  /** The whole entry is on the disk before it gets its name. */
  async #write(entry: BoundFunction, place: (from: string, to: string) => Promise<void>): Promise<void> {
    const file = join(this.#folder, fileName(entry.function, entry.boot));
    const temporary = `${file}.${randomUUID()}`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeThrough(temporary, `${JSON.stringify(entry, null, 1)}\n`);
      await place(temporary, file);
      await syncFolder(this.#folder);
    } catch (cause) {
      throw journalError(entry.function, file, cause as NodeJS.ErrnoException);
    }
  }

  async #boot(): Promise<string> {
    const text = await readFile(join(this.#host.proc, 'sys/kernel/random/boot_id'), 'utf8').catch(() => '');
    return text.trim();
  }

  /** Field 22 of /proc/PID/stat; the name in field 2 may hold blanks and brackets. */
  async #started(pid: string): Promise<string | undefined> {
    const text = await readFile(join(this.#host.proc, pid, 'stat'), 'utf8').catch(() => '');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  }
}

/** A boot has its own entries: with the next one a binding is gone, and so is what there was to undo. */
const fileName = (bdf: string, boot: string) => `${bdf}@${boot}.json`;

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ignoreAbsent = (thrown: NodeJS.ErrnoException) => (thrown.code === 'ENOENT' ? undefined : Promise.reject(thrown));

function journalError(bdf: string, file: string, cause: NodeJS.ErrnoException): WorkbenchError {
  if (cause.code === 'EEXIST') return boundElsewhere(bdf);
  const message = `Nothing was changed: the journal ${file} cannot be written: ${cause.code ?? cause.message}.`;
  const next = 'Make room, or give your user that folder: what is not written down cannot be undone.';
  return new WorkbenchError({ code: 'journal', message, next }, { cause });
}

export const boundElsewhere = (bdf: string, pid?: number) =>
  new WorkbenchError({
    code: 'bound-elsewhere',
    message: `${bdf} is in the hands of another bridge${pid === undefined ? '' : ` (process ${pid})`}.`,
    next: 'Close it there first.',
  });

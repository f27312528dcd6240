import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { FileEntry } from '../../contract/app-contract.ts';
import { entryOf } from './entry.ts';
import type { WorkbenchFolder } from './folder.ts';
import type { IncomingFile } from './incoming-file.ts';
import { type FileKind, kindOf } from './names.ts';

/** Files that one window may bring in at a time. */
const MOST_AT_ONCE = 8;

/** The files that one window is bringing in. Only pieces under way are in memory. */
export class Imports {
  readonly #folder: WorkbenchFolder;
  readonly #open = new Map<number, IncomingFile>();
  #lastId = 0;
  #starting = 0;
  #isClosed = false;

  constructor(folder: WorkbenchFolder) {
    this.#folder = folder;
  }

  /** Makes room for a file of `size` bytes; gives its number. Throws `bad-request`, `too-many`, `write-failed`. */
  async start(name: string, size: number): Promise<number> {
    if (this.#open.size + this.#starting >= MOST_AT_ONCE) throw tooMany();
    this.#starting++;
    try {
      const file = await this.#folder.receive(name, size);
      this.#open.set(++this.#lastId, file);
      if (this.#isClosed) await this.closeAll();
      return this.#lastId;
    } finally {
      this.#starting--;
    }
  }

  /** Takes the bytes from `at` on. A piece that is refused or cannot be written ends the import. */
  async take(id: number, at: number, data: Uint8Array): Promise<void> {
    const file = this.#find(id);
    await this.#orDiscard(id, async () => file.take(at, data));
  }

  /** The file, whole and under its name. */
  async finish(id: number): Promise<FileEntry> {
    const file = this.#find(id);
    await this.#orDiscard(id, () => file.finish());
    this.#open.delete(id);
    return entryOf(file.path, kindOf(file.path) as FileKind);
  }

  /** Ends an import; what came of it is removed. Nothing happens when there is none of that number. */
  async cancel(id: number): Promise<void> {
    const file = this.#open.get(id);
    this.#open.delete(id);
    await file?.discard();
  }

  /** The window is gone: what it was bringing in is removed. */
  async closeAll(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#open.keys()].map((id) => this.cancel(id)));
  }

  async #orDiscard(id: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      await this.cancel(id);
      throw thrown;
    }
  }

  #find(id: number): IncomingFile {
    const file = this.#open.get(id);
    if (file) return file;
    const message = `Import ${id} is not under way.`;
    throw new WorkbenchError({ code: 'bad-request', message, next: 'Import the file again.' });
  }
}

const tooMany = () =>
  new WorkbenchError({
    code: 'too-many',
    message: `${MOST_AT_ONCE} files are being imported already.`,
    next: 'Wait for one of them.',
  });

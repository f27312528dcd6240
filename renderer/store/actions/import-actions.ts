import { fileAddress } from '../../../electron/contract/file-address.ts';
import type { StoreContext } from '../store-context.ts';

/** One piece of a file: only one is in memory at a time, and its message stays well below the largest. */
const PIECE_BYTES = 1024 * 1024;

/** Files of the user's machine that come in piece by piece, each answered before the next is read. */
export const importActions = (context: StoreContext) => {
  const { get, set, call, notify } = context;
  const progressOf = (id: number) => get().imports.find((one) => one.id === id);
  const progress = (id: number, done: number) =>
    set({ imports: get().imports.map((one) => (one.id === id ? { ...one, done } : one)) });

  async function sendPieces(id: number, file: Blob): Promise<boolean> {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const data = await bytesOf(file.slice(at, at + PIECE_BYTES));
      if (!progressOf(id) || !data) return false;
      if (!(await call('import.data', { id, at, data }))) return false;
      progress(id, at + data.length);
    }
    return progressOf(id) !== undefined;
  }

  async function bytesOf(piece: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return new Uint8Array(await piece.arrayBuffer());
    } catch {
      notify({ code: 'unreadable-file', tone: 'error', message: 'The file cannot be read any more.', next: NEXT });
      return undefined;
    }
  }

  const forget = (id: number) => set({ imports: get().imports.filter((one) => one.id !== id) });

  return {
    /** Copies a file into the workbench folder; gives the address that opens it, or undefined when it did not come to that. */
    async importFile(file: File): Promise<string | undefined> {
      const { name, size } = file;
      const started = await call('import.start', { name, size }, `Importing ${name}`);
      if (!started) return undefined;
      const { id } = started;
      set({ imports: [...get().imports, { id, name, size, done: 0 }] });
      const isWhole = await sendPieces(id, file);
      forget(id);
      if (!isWhole) return void (await call('import.cancel', { id }));
      const finished = await call('import.finish', { id }, `Importing ${name}`);
      return finished && fileAddress(finished.file);
    },
    /** Ends an import after the piece under way; nothing of it stays. */
    cancelImport: forget,
  };
};

const NEXT = 'Check that it is still there, then drop it again.';

import type { Actions } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';
import { openHere } from './open-here.ts';

/** Imports files one after the other, and opens each. */
export async function importFiles(files: Iterable<File>, actions: Actions, dock: Dock): Promise<void> {
  for (const file of files) {
    const address = await actions.importFile(file);
    if (address !== undefined) await openHere(address, actions, dock);
  }
}

/**
 * Takes dropped files: where they lie when the host knows their paths, which then opens them itself; as imported copies in a browser,
 * and when they come from something that is no file, such as an archive.
 */
export function takeFiles(files: Iterable<File>, actions: Actions, dock: Dock): Promise<void> {
  const unknown = [...files].filter((file) => !window.zpciHost?.handOver(file));
  return importFiles(unknown, actions, dock);
}

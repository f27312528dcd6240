/** Where the browser is asked from: the files of the last drop, in the preload's world. */
export const DROPPED = '__standinDropped';

const nameOf = ({ name, size, lastModified }: File) => `${name}\0${size}\0${lastModified}`;

/**
 * Electron knows at once where a dropped file lies; here the browser has to be asked. So a drop is held back until it has answered,
 * and then done again.
 */
export class DroppedFiles {
  readonly #paths = new Map<string, string>();

  /** @param pathsOf asks for the paths of as many files as there are under `DROPPED`. */
  constructor(pathsOf: (count: number) => Promise<string[]>) {
    const hold = async (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!event.isTrusted || files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target } = event;
      const again = copyOf(event, files);
      Reflect.set(globalThis, DROPPED, files);
      for (const [at, path] of (await pathsOf(files.length)).entries()) this.#paths.set(nameOf(files[at]!), path);
      target?.dispatchEvent(again);
    };
    window.addEventListener('drop', (event) => void hold(event), true);
  }

  /** Empty for what does not lie in the file system. */
  pathOf(file: File): string {
    if (!(file instanceof File))
      throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
    return this.#paths.get(nameOf(file)) ?? '';
  }
}

function copyOf({ clientX, clientY }: DragEvent, files: readonly File[]): DragEvent {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return new DragEvent('drop', { bubbles: true, cancelable: true, composed: true, dataTransfer, clientX, clientY });
}

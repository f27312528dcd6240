import type { OpenFile } from '../vfio/answer.ts';

/** Descriptors of one process: the lowest free number is given out, as Linux does. */
export class FdTable {
  readonly #files: (OpenFile | undefined)[] = [];
  readonly #first: number;

  /** `first` is the lowest number ever given: 3, behind the standard streams, unless another process is imitated. */
  constructor(first = 3) {
    this.#first = first;
  }

  /** The number the next file will get. */
  get lowestFree(): number {
    let fd = this.#first;
    while (this.#files[fd]) fd++;
    return fd;
  }

  add(file: OpenFile): number {
    const fd = this.lowestFree;
    this.#files[fd] = file;
    return fd;
  }

  get(fd: number): OpenFile | undefined {
    return this.#files[fd];
  }

  remove(fd: number): OpenFile | undefined {
    const file = this.#files[fd];
    this.#files[fd] = undefined;
    return file;
  }
}

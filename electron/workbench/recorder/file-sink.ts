import { type FileHandle, open, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** A new file that takes bytes in order. Short writes are continued; a failed write is an error with its errno. */
export class FileSink {
  readonly path: string;
  readonly #handle: FileHandle;
  /** Which file it is, on which disk. */
  readonly #identity: string;
  /** Bytes written so far. */
  position = 0;
  /** Bytes that are known to be on the disk. */
  #forced = 0;
  #forcing = false;

  private constructor(path: string, handle: FileHandle, identity: string) {
    this.path = path;
    this.#handle = handle;
    this.#identity = identity;
  }

  /** Creates `path`; throws `write-failed` when it exists or cannot be created. */
  static async create(path: string): Promise<FileSink> {
    try {
      const handle = await open(path, 'wx');
      return new FileSink(path, handle, identityOf(await handle.stat()));
    } catch (thrown) {
      throw writeFailed(path, thrown);
    }
  }

  /** Throws `write-failed`, also when the file is no longer in its folder: the kernel takes bytes for a removed file, and drops them. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.position);
        done += bytesWritten;
        this.position += bytesWritten;
      }
      if (identityOf(await stat(this.path)) !== this.#identity) throw REPLACED;
    } catch (thrown) {
      throw writeFailed(this.path, thrown);
    }
  }

  /**
   * Forces what was written onto the disk; to be called beside the writing, for it may take long. Throws `write-failed`: until then the
   * kernel keeps what it was given, and a disk that fails has told nobody.
   */
  async force(): Promise<void> {
    const { position } = this;
    if (this.#forcing || this.#forced === position) return;
    this.#forcing = true;
    try {
      await this.#handle.datasync();
      this.#forced = position;
    } catch (thrown) {
      throw writeFailed(this.path, thrown);
    } finally {
      this.#forcing = false;
    }
  }

  /** Ends it, with all its bytes on the disk. Throws `write-failed`: some file systems say only now that there was no room. */
  async close(): Promise<void> {
    try {
      await this.#handle.datasync().finally(() => this.#handle.close());
    } catch (thrown) {
      throw writeFailed(this.path, thrown);
    }
  }
}

const identityOf = ({ dev, ino }: { dev: number; ino: number }) => `${dev}:${ino}`;

const REPLACED = Object.assign(new Error('another file has its name'), { code: 'ENOENT', errno: -2 });

const NEXT: Readonly<Record<string, string>> = {
  EEXIST: 'Choose another file name.',
  EIO: 'The disk fails: record to another one.',
  ENOENT: 'The file or its folder was removed: record into a new file.',
};

/** The error of a write that the file system refused, with its errno. */
export function writeFailed(path: string, thrown: unknown): WorkbenchError {
  const { code = 'error', errno, syscall = 'write' } = thrown as NodeJS.ErrnoException;
  const info = {
    code: 'write-failed',
    message: `Writing ${path} failed with ${code}.`,
    next: NEXT[code] ?? 'Make room or choose another folder.',
    syscall,
    errno: errno === undefined ? undefined : Math.abs(errno),
  };
  return new WorkbenchError(info, { cause: thrown });
}

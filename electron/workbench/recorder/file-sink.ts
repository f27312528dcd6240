import { type FileHandle, open } from 'node:fs/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';

/** A new file that takes bytes in order. Short writes are continued; a failed write is an error with its errno. */
export class FileSink {
  readonly path: string;
  readonly #handle: FileHandle;
  /** Bytes written so far. */
  position = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Creates `path`; throws `write-failed` when it exists or cannot be created. */
  static async create(path: string): Promise<FileSink> {
    return new FileSink(path, await open(path, 'wx').catch((thrown) => Promise.reject(writeFailed(path, thrown))));
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, this.position);
        done += bytesWritten;
        this.position += bytesWritten;
      }
    } catch (thrown) {
      throw writeFailed(this.path, thrown);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function writeFailed(path: string, thrown: unknown): WorkbenchError {
  const { code = 'error', errno } = thrown as NodeJS.ErrnoException;
  const info = {
    code: 'write-failed',
    message: `Writing ${path} failed with ${code}.`,
    next: code === 'EEXIST' ? 'Choose another file name.' : 'Make room or choose another folder.',
    syscall: 'write',
    errno: errno === undefined ? undefined : Math.abs(errno),
  };
  return new WorkbenchError(info, { cause: thrown });
}

import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../../../contract/errors.ts';
import { driverName } from '../../function/sysfs.ts';
import { driverFolder, functionFolder, type HostFiles, readAttributes } from '../host-files.ts';
import type { LocalHost } from '../local-host.ts';

/** The files of sysfs that decide which driver a function has: one method one write. */
export class DriverFiles {
  readonly #host: HostFiles;
  readonly #write: LocalHost['write'];
  readonly #bdf: string;

  constructor({ files, write }: Pick<LocalHost, 'files' | 'write'>, bdf: string) {
    this.#host = files;
    this.#write = write;
    this.#bdf = bdf;
  }

  /** Undefined for a function that has none. */
  driver(): string | undefined {
    return driverName(readAttributes(this.#host, this.#bdf));
  }

  /** The driver that alone may have the function; undefined when any may. The kernel writes `(null)` for that. */
  async overriding(): Promise<string | undefined> {
    const text = await readFile(this.#path('driver_override'), 'utf8').catch(() => '');
    return text.replace('(null)', '').trim() || undefined;
  }

  /** Whether this user may write what binding writes. */
  mayWrite(): Promise<boolean> {
    return mayRebind(this.#host, this.#bdf);
  }

  override(driver: string | undefined): Promise<void> {
    return this.#tell(this.#path('driver_override'), driver ?? '');
  }

  /** From the driver it has. */
  unbind(): Promise<void> {
    return this.#tell(this.#path('driver', 'unbind'), this.#bdf);
  }

  bind(driver: string): Promise<void> {
    return this.#tell(join(driverFolder(this.#host, driver), 'bind'), this.#bdf);
  }

  #path(...names: string[]): string {
    return join(functionFolder(this.#host, this.#bdf), ...names);
  }

  /** One write. The kernel may take its time: a driver that is in use keeps `unbind` until it is not. */
  async #tell(path: string, text: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(stuck(this.#bdf, path)), PATIENCE_MS);
    });
    await Promise.race([this.#write(path, `${text}\n`), late])
      .catch((thrown) => Promise.reject(thrown instanceof WorkbenchError ? thrown : refused(this.#bdf, path, thrown)))
      .finally(() => clearTimeout(timer));
  }
}

/** Whether this user may change which driver a function has: root, on most hosts. */
export function mayRebind(host: HostFiles, bdf: string): Promise<boolean> {
  return access(join(functionFolder(host, bdf), 'driver_override'), constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** A network or storage driver takes seconds to let go; longer than this is told. */
const PATIENCE_MS = 20_000;

const stuck = (bdf: string, path: string) =>
  new WorkbenchError({
    code: 'stuck',
    message: `The kernel has not answered a write to ${path} for ${PATIENCE_MS / 1000} s: something keeps ${bdf}.`,
    next: 'Look at the kernel log for the cause: dmesg | tail. What was begun stays in the journal: zpciwb doctor',
  });

const refused = (bdf: string, path: string, { code, errno, message }: NodeJS.ErrnoException) =>
  new WorkbenchError({
    code: code === 'EACCES' || code === 'EPERM' ? 'no-permission' : 'bind-failed',
    message: `${bdf}: writing ${path} failed with ${code ?? message}.`,
    next: 'Look at the kernel log for the cause: dmesg | tail',
    syscall: 'write',
    errno: errno === undefined ? undefined : Math.abs(errno),
  });

import { IOCTL, type IoctlName } from '../../../abi/ioctl-numbers.ts';
import type { SyscallRecord } from '../../../contract/bridge-contract.ts';
import type { SyscallResult, Syscalls } from '../../syscalls.ts';
import { makeIoctl } from '../call-log.ts';
import type { FunctionPlace } from '../place.ts';
import { notReady } from './not-ready.ts';

/** The calls that open one function, kept as they are made. The first that fails ends it: `not-ready`. */
export class Opening {
  readonly kernel: Syscalls;
  readonly place: FunctionPlace;
  readonly calls: SyscallRecord[] = [];
  readonly #open: number[] = [];

  constructor(kernel: Syscalls, place: FunctionPlace) {
    this.kernel = kernel;
    this.place = place;
  }

  /** Opens a file and gives its descriptor. */
  async file(on: SyscallRecord['on'], path: string): Promise<number> {
    const { rc, errno } = await this.kernel.open(path);
    this.calls.push({ name: `open ${path}`, on, rc, errno });
    if (rc < 0) throw notReady(this.place, `open ${path}`, errno);
    this.#open.push(rc);
    return rc;
  }

  async ioctl(fd: number, on: SyscallRecord['on'], name: IoctlName, arg: Uint8Array | number): Promise<SyscallResult> {
    const { result, record } = await makeIoctl(this.kernel, fd, { on, name, request: IOCTL[name], arg });
    this.calls.push(record);
    if (result.rc < 0) throw notReady(this.place, `ioctl ${name}`, result.errno);
    return result;
  }

  /** Closes what was opened so far, the newest first. */
  async abandon(): Promise<void> {
    for (const fd of this.#open.reverse()) await this.kernel.close(fd);
  }
}

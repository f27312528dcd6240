import { ERRNO } from '../../../abi/errno.ts';
import type { CallColumns, Drained, EqualCalls, NativeBurst, Syscalls } from '../../syscalls.ts';

/** Calls one drain makes: a native burst is drained in several. */
const SLICE = 50_000;

/** A native burst without threads: its calls are made when it is drained, on a kernel that answers at once. */
export class FakeNativeBurst implements NativeBurst {
  readonly ended: Promise<void>;
  readonly #kernel: Syscalls;
  readonly #calls: EqualCalls;
  readonly #startNs: bigint;
  #end = () => {};
  #index = 0;
  #stopped = false;

  constructor(kernel: Syscalls, calls: EqualCalls) {
    this.#kernel = kernel;
    this.#calls = calls;
    this.#startNs = kernel.now();
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async ready(): Promise<void> {}

  drain(into: CallColumns): Drained {
    const drained = { made: 0, dropped: 0, bytes: 0, errors: 0, gone: false };
    while (!this.#isDone() && drained.made < SLICE && !drained.gone) {
      const { rc, errno } = this.#call(into, drained.made++);
      if (rc < 0) drained.errors++;
      else drained.bytes += this.#calls.moved ?? rc;
      drained.gone = rc < 0 && errno === ERRNO.ENODEV;
    }
    if (drained.gone) this.stop();
    const done = this.#isDone();
    if (done) this.#end();
    return { ...drained, done };
  }

  stop(): void {
    this.#stopped = true;
    this.#end();
  }

  #call(into: CallColumns, entry: number) {
    const { fd, write, bytes, position, moved } = this.#calls;
    const at = position + BigInt(this.#step(this.#index));
    this.#waitUntil(this.#due());
    this.#index++;
    const answer = write ? this.#kernel.pwrite(fd, at, bytes) : this.#kernel.pread(fd, at, bytes.length);
    if (answer instanceof Promise) throw new TypeError('this kernel does not answer at once');
    view(into.startNs).setBigUint64(8 * entry, answer.startNs, true);
    view(into.durationNs).setUint32(4 * entry, Number(answer.durationNs), true);
    view(into.result).setInt32(4 * entry, answer.rc < 0 ? -answer.errno : (moved ?? answer.rc), true);
    return answer;
  }

  #step(index: number): number {
    const { stride, span } = this.#calls;
    return span > 0 ? (index * stride) % span : index * stride;
  }

  #due(): bigint {
    const { rate } = this.#calls;
    return this.#startNs + (rate ? BigInt(Math.round((this.#index * 1e9) / rate)) : 0n);
  }

  #waitUntil(due: bigint): void {
    if (due > this.#kernel.now()) void this.#kernel.idle?.(due);
  }

  #isDone(): boolean {
    const { count = Number.POSITIVE_INFINITY, untilNs } = this.#calls;
    return this.#stopped || this.#index >= count || (untilNs !== undefined && this.#kernel.now() >= untilNs);
  }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

import { writeS32 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import type { Syscalls } from '../syscalls.ts';

/** Where the descriptors begin in a vfio_irq_set. */
const DATA = 20;
/** A wait looks this often whether it was cancelled: that is told by a question, not by an event. */
const CANCEL_MS = 50;

/** One armed vector: its eventfd, and signals counted but not yet waited for. */
interface Vector {
  readonly index: number;
  readonly vector: number;
  readonly fd: number;
  pending: bigint;
  readonly unwatch: () => void;
}

export interface Signal {
  readonly index: number;
  readonly vector: number;
  readonly count: bigint;
}

/** The eventfds of one function. A signal is counted once: it is announced when it comes, and a later wait still finds it. */
export class Interrupts {
  readonly #kernel: Syscalls;
  readonly #order: ByteOrder;
  readonly #announce: (signal: Signal) => void;
  readonly #waits = new Set<() => void>();
  #vectors: Vector[] = [];
  #closed = false;

  constructor(kernel: Syscalls, order: ByteOrder, announce: (signal: Signal) => void) {
    this.#kernel = kernel;
    this.#order = order;
    this.#announce = announce;
  }

  /** Indexes that have armed vectors. */
  get armed(): number[] {
    return [...new Set(this.#vectors.map(({ index }) => index))];
  }

  /**
   * Puts a fresh eventfd for each of `count` vectors into the planned vfio_irq_set and returns what to do with the kernel's answer:
   * `keep` when it took them, `drop` when it refused. Count 0 turns the index off. Throws `out-of-descriptors`.
   */
  prepare(arg: Uint8Array, index: number, start: number, count: number) {
    const fresh: Vector[] = [];
    for (let i = 0; i < count; i++) {
      const { rc: fd, errno } = this.#kernel.eventfd();
      if (fd < 0) {
        void this.#closeAll(fresh);
        throw outOfDescriptors(count, errno);
      }
      fresh.push(this.#watched(index, start + i, fd));
      writeS32(arg, DATA + 4 * i, fd, this.#order);
    }
    return { keep: () => this.#replace(index, fresh), drop: () => this.#closeAll(fresh) };
  }

  isArmed(index: number, vector: number): boolean {
    return this.#find(index, vector) !== undefined;
  }

  /** Signals of a vector since they were last waited for; 0n when none came in `timeoutMs`, or it was cancelled or closed. */
  async wait(index: number, vector: number, timeoutMs: number, isCancelled = () => false): Promise<bigint> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const armed = this.#find(index, vector);
      const left = end - performance.now();
      if (armed && armed.pending > 0n) return consume(armed);
      if (!armed || left <= 0 || this.#closed || isCancelled()) return 0n;
      await this.#change(Math.min(left, CANCEL_MS));
    }
  }

  /** Ends waits under way. */
  stop(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Closes every eventfd; the kernel's side must have been disarmed before. */
  async close(): Promise<void> {
    this.stop();
    await this.#closeAll(this.#vectors.splice(0));
  }

  #find(index: number, vector: number): Vector | undefined {
    return this.#vectors.find((one) => one.index === index && one.vector === vector);
  }

  #watched(index: number, vector: number, fd: number): Vector {
    const unwatch = this.#kernel.watchEvent(fd, (count) => {
      armed.pending += count;
      this.#announce({ index, vector, count });
      this.#wake();
    });
    const armed: Vector = { index, vector, fd, pending: 0n, unwatch };
    return armed;
  }

  /** Until something was signalled or stopped, at most `timeoutMs`. */
  #change(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waits.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waits.add(done);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waits]) wake();
  }

  /** New vectors take the place of the old ones they overlap; none at all means the index was turned off. */
  async #replace(index: number, fresh: readonly Vector[]): Promise<void> {
    const gone = (one: Vector) =>
      one.index === index && (fresh.length === 0 || fresh.some(({ vector }) => vector === one.vector));
    const old = this.#vectors.filter(gone);
    this.#vectors = [...this.#vectors.filter((one) => !gone(one)), ...fresh];
    await this.#closeAll(old);
  }

  /** Closes what is not watched any more: the number of a closed descriptor soon belongs to another file. */
  async #closeAll(vectors: readonly Vector[]): Promise<void> {
    for (const { unwatch } of vectors) unwatch();
    for (const { fd } of vectors) await this.#kernel.close(fd);
  }
}

function consume(vector: Vector): bigint {
  const count = vector.pending;
  vector.pending = 0n;
  return count;
}

const outOfDescriptors = (count: number, errno: number) =>
  new WorkbenchError({
    code: 'out-of-descriptors',
    message: `The host gave no eventfds for ${count} vectors.`,
    next: 'Arm fewer vectors, or raise the limit on open files (ulimit -n).',
    op: 'irq.arm',
    syscall: 'eventfd',
    errno,
  });

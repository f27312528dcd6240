import { writeS32 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import type { Syscalls } from '../syscalls.ts';

/** Where the descriptors begin in a vfio_irq_set. */
const DATA = 20;
/** A wait looks up this often, so that cancelling and closing do not have to wait for it. */
const WAIT_SLICE_MS = 100;

/** How soon a signal is announced that nobody waits for. */
const LOOK_MS = 50;

/** One armed vector: its eventfd, and signals counted but not yet waited for. */
interface Vector {
  readonly index: number;
  readonly vector: number;
  readonly fd: number;
  pending: bigint;
}

export interface Signal {
  readonly index: number;
  readonly vector: number;
  readonly count: bigint;
}

/** The eventfds of one function. A signal is counted once: it is announced when it is seen, and a later wait still finds it. */
export class Interrupts {
  readonly #kernel: Syscalls;
  readonly #order: ByteOrder;
  readonly #announce: (signal: Signal) => void;
  #vectors: Vector[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking: Promise<void> | undefined;
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
      fresh.push({ index, vector: start + i, fd, pending: 0n });
      writeS32(arg, DATA + 4 * i, fd, this.#order);
    }
    return { keep: () => this.#replace(index, fresh), drop: () => this.#closeAll(fresh) };
  }

  /** Collects what has been signalled since the last look, without waiting. One look at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  isArmed(index: number, vector: number): boolean {
    return this.#find(index, vector) !== undefined;
  }

  /** Signals of a vector since they were last waited for; 0n when none came in `timeoutMs`, or it was cancelled or closed. */
  async wait(index: number, vector: number, timeoutMs: number, isCancelled = () => false): Promise<bigint> {
    for (let left = timeoutMs; ; left -= WAIT_SLICE_MS) {
      const armed = this.#find(index, vector);
      if (!armed || this.#closed || isCancelled()) return 0n;
      if (armed.pending === 0n) await this.#take(armed, Math.max(0, Math.min(left, WAIT_SLICE_MS)));
      if (armed.pending > 0n || left <= WAIT_SLICE_MS) return consume(armed);
    }
  }

  /** Ends waits under way. */
  stop(): void {
    this.#closed = true;
  }

  /** Closes every eventfd; the kernel's side must have been disarmed before. */
  async close(): Promise<void> {
    this.stop();
    clearInterval(this.#timer);
    await this.#closeAll(this.#vectors.splice(0));
  }

  #find(index: number, vector: number): Vector | undefined {
    return this.#vectors.find((one) => one.index === index && one.vector === vector);
  }

  async #take(vector: Vector, timeoutMs: number): Promise<void> {
    const count = await this.#kernel.readEvent(vector.fd, timeoutMs);
    if (count === 0n) return;
    vector.pending += count;
    this.#announce({ index: vector.index, vector: vector.vector, count });
  }

  /** New vectors take the place of the old ones they overlap; none at all means the index was turned off. */
  async #replace(index: number, fresh: readonly Vector[]): Promise<void> {
    const gone = (one: Vector) =>
      one.index === index && (fresh.length === 0 || fresh.some(({ vector }) => vector === one.vector));
    const old = this.#vectors.filter(gone);
    this.#vectors = [...this.#vectors.filter((one) => !gone(one)), ...fresh];
    this.#watch();
    await this.#closeAll(old);
  }

  /** Looks regularly while anything is armed. */
  #watch(): void {
    clearInterval(this.#timer);
    this.#timer = this.#vectors.length > 0 ? setInterval(() => void this.look(), LOOK_MS).unref() : undefined;
  }

  async #lookAround(): Promise<void> {
    for (const vector of this.#vectors) await this.#take(vector, 0);
  }

  /** Closes only when nobody reads any more: the number of a closed descriptor soon belongs to another file. */
  async #closeAll(vectors: readonly Vector[]): Promise<void> {
    await this.#looking;
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

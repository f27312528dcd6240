import type { BurstSlice } from '../../contract/bridge-contract.ts';

const U32_MAX = 0xffff_ffffn;

/** Operations one slice may hold: 1 MiB of columns. */
export const MOST_OPERATIONS = 65_536;

/** Fills the columns of a burst slice, one entry an operation, little-endian on every host. */
export class BurstColumns {
  readonly #start = new DataView(new ArrayBuffer(8 * MOST_OPERATIONS));
  readonly #duration = new DataView(new ArrayBuffer(4 * MOST_OPERATIONS));
  readonly #result = new DataView(new ArrayBuffer(4 * MOST_OPERATIONS));
  #totals = { count: 0, bytes: 0, errors: 0, operations: 0 };

  /** Operations that still fit. */
  get free(): number {
    return MOST_OPERATIONS - this.#totals.count;
  }

  /** `result`: bytes moved, or -errno. `operations`: what the kernel made of it, counted when it took the request. */
  add(startNs: bigint, durationNs: bigint, result: number, operations: number): void {
    const at = this.#totals.count++;
    this.#start.setBigUint64(8 * at, startNs, true);
    this.#duration.setUint32(4 * at, Number(durationNs > U32_MAX ? U32_MAX : durationNs), true);
    this.#result.setInt32(4 * at, result, true);
    this.#total(result, operations);
  }

  #total(result: number, operations: number): void {
    if (result < 0) {
      this.#totals.errors++;
      return;
    }
    this.#totals.bytes += result;
    this.#totals.operations += operations;
  }

  /** The slice so far as a message; the columns start again at nothing. */
  take(done: boolean, modelled: boolean): BurstSlice {
    const { count } = this.#totals;
    const slice = {
      ...this.#totals,
      startNs: column(this.#start, 8 * count),
      durationNs: column(this.#duration, 4 * count),
      result: column(this.#result, 4 * count),
      dropped: 0,
      done,
      modelled,
    };
    this.#totals = { count: 0, bytes: 0, errors: 0, operations: 0 };
    return slice;
  }
}

const column = (view: DataView, length: number) => new Uint8Array(view.buffer.slice(0, length));

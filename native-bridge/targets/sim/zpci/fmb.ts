import { encode } from '../../../abi/layout.ts';
import { fmb, fmbFormats } from '../../../abi/structures/fmb.ts';
import type { FunctionIdentity } from './identity.ts';

/**
 * Function measurement block: the machine copies its counters into the block every update interval, so what is read lags behind by up
 * to one interval. Big-endian, format 0 or 3. Source: the format as read in Linux and QEMU.
 */

/** Nanoseconds from 1900 to 1970 are counted by the time-of-day clock before the bits 63-12 count microseconds. */
const TOD_EPOCH_OFFSET_US = 2_208_988_800_000_000n;
const FORMAT_DMA = 0;
const DMA_VALID = 0x80_0000;

const NS_PER_MS = 1_000_000;

export class MeasurementBlock {
  loads = 0;
  stores = 0;
  storeBlocks = 0;
  /** Bytes the function sent or moved by DMA. */
  bytes = 0;
  readonly #identity: FunctionIdentity;
  readonly #interval: number;
  #block: Uint8Array;
  #samples = 0;
  #losing = false;
  #next: number;

  constructor(identity: FunctionIdentity) {
    this.#identity = identity;
    this.#interval = identity.group.mui * NS_PER_MS;
    this.#next = this.#interval;
    this.#block = new Uint8Array(identity.fmbLength);
  }

  /** Counts an operation that was done, unless a fault has it lost. */
  count(operation: 'loads' | 'stores' | 'storeBlocks'): void {
    if (!this.#losing) this[operation]++;
    this.#losing = false;
  }

  /** The next operation is not counted: a fault. */
  loseNext(): void {
    this.#losing = true;
  }

  /** Brings the block up to date: to be called before counters move, so that a sample has the counts of its moment. */
  tick(now: number): void {
    if (now < this.#next) return;
    const due = Math.floor((now - this.#next) / this.#interval) + 1;
    this.#samples += due;
    this.#next += due * this.#interval;
    this.#block = this.#sample(this.#next - this.#interval);
  }

  /** The block as of the last update; absent when the function has none. */
  read(now: number): Uint8Array | undefined {
    if (this.#identity.fmbLength === 0) return undefined;
    this.tick(now);
    return this.#block.slice();
  }

  /** Starts measuring anew, as enabling the function does. */
  restart(now: number): void {
    this.loads = this.stores = this.storeBlocks = this.bytes = this.#samples = 0;
    this.#next = now + this.#interval;
    this.#block = this.#sample(now);
  }

  #sample(at: number): Uint8Array {
    const { fmbFormat, fmbLength } = this.#identity;
    const values = {
      format: fmbFormat,
      format_indicators: fmbFormat === FORMAT_DMA ? DMA_VALID : 0,
      samples: this.#samples,
      last_update_tod: todOf(at),
      load_operations: BigInt(this.loads),
      store_operations: BigInt(this.stores),
      store_block_operations: BigInt(this.storeBlocks),
      dma_bytes_written: BigInt(this.bytes),
      bytes_transmitted: BigInt(this.bytes),
    };
    return encode(fmbFormats[fmbFormat] ?? fmb, values, 'be').slice(0, fmbLength);
  }
}

/** Time-of-day clock reading, counting the machine's time zero as 1970. */
const todOf = (ns: number) => (BigInt(Math.floor(ns / 1000)) + TOD_EPOCH_OFFSET_US) << 12n;

import type { ErrnoName } from '../../../abi/errno.ts';
import { LATENCY, type Meter } from '../process/latency.ts';
import type { Driver } from '../vfio/driver.ts';
import { MeasurementBlock } from './fmb.ts';
import { type DmaPort, type Hardware, isRefusal, type Refusal, STATUS_BLOCKED } from './hardware.ts';
import type { FunctionIdentity } from './identity.ts';

/** What the open device gives its function: a way to memory, interrupts and time. */
export interface FunctionOwner {
  readonly dma: DmaPort;
  readonly meter: Meter;
  now(): number;
  interrupt(vector: number): void;
}

/** Instance counter of a function handle: every enable of a real function gives a new one. */
const INSTANCE = 0x0100_0000;
const INSTANCE_MASK = 0x7f00_0000;
const ENABLED = 0x8000_0000;
/** Functions a hypervisor emulates keep their handle (measured: the same before and after opening). */
const EMULATED_GID = 0xff;

const NO_MEMORY: DmaPort = { read: () => undefined, write: () => false };

/** Errno of a failed instruction: condition codes end as EIO, program exceptions as ENXIO. */
export const errnoOf = (refusal: Refusal): ErrnoName => ('cc' in refusal ? 'EIO' : 'ENXIO');

/** One PCI function of the simulated machine: identity, hardware, handle, and the instructions that reach it. */
export class SimFunction {
  readonly identity: FunctionIdentity;
  readonly fmb: MeasurementBlock;
  driver: Driver;
  handle: number;
  /** `error`: loads and stores are blocked until a reset. `gone`: unplugged; the handle is dead. */
  state: 'enabled' | 'error' | 'gone' = 'enabled';
  owner: FunctionOwner | undefined;
  readonly #hardware: Hardware;

  constructor(identity: FunctionIdentity, driver: Driver, hardware: Hardware) {
    this.identity = identity;
    this.driver = driver;
    this.handle = identity.fh;
    this.fmb = new MeasurementBlock(identity);
    this.#hardware = hardware;
    hardware.connect(this.#ports());
  }

  /** PCILG. */
  load(space: number, offset: bigint, length: number): Uint8Array | Refusal {
    const blocked = this.#begin(LATENCY.load);
    if (blocked) return blocked;
    const data = this.#hardware.load(space, offset, length);
    if (!isRefusal(data)) this.fmb.count('loads');
    return data;
  }

  /** PCISTG. */
  store(space: number, offset: bigint, data: Uint8Array): Refusal | undefined {
    const refusal = this.#begin(LATENCY.store) ?? this.#hardware.store(space, offset, data);
    if (!refusal) this.fmb.count('stores');
    return refusal;
  }

  /** PCISTB. */
  storeBlock(space: number, offset: bigint, data: Uint8Array): Refusal | undefined {
    const cost = LATENCY.storeBlock + data.length * LATENCY.storeByte;
    const refusal = this.#begin(cost) ?? this.#hardware.storeBlock(space, offset, data);
    if (!refusal) this.fmb.count('storeBlocks');
    return refusal;
  }

  /** Disable and enable: a new handle, counters from zero, and the device as after power-on. */
  reset(): void {
    this.owner?.meter.charge(LATENCY.reset);
    this.#hardware.reset();
    if (this.state === 'error') this.state = 'enabled';
    if (this.identity.gid !== EMULATED_GID) this.handle = nextHandle(this.handle);
    this.fmb.restart(this.owner?.now() ?? 0);
  }

  /** What closing the device leaves: a function as after power-on. Its handle stays, so that opening it again repeats the run. */
  powerOff(): void {
    this.owner = undefined;
    this.#hardware.reset();
    if (this.state === 'error') this.state = 'enabled';
  }

  #begin(cost: number): Refusal | undefined {
    const { owner } = this;
    owner?.meter.charge(cost);
    if (owner) this.fmb.tick(owner.now());
    if (this.state === 'gone' || !owner) return { cc: 3 };
    return this.state === 'error' ? { cc: 1, status: STATUS_BLOCKED } : undefined;
  }

  #ports() {
    return {
      dma: {
        read: (iova: bigint, length: number) => (this.owner?.dma ?? NO_MEMORY).read(iova, length),
        write: (iova: bigint, data: Uint8Array) => (this.owner?.dma ?? NO_MEMORY).write(iova, data),
      },
      interrupt: (vector: number) => this.owner?.interrupt(vector),
      now: () => this.owner?.now() ?? 0,
      moved: (bytes: number) => {
        this.fmb.bytes += bytes;
      },
    };
  }
}

function nextHandle(handle: number): number {
  const instance = (handle + INSTANCE) & INSTANCE_MASK;
  return ((handle & ~INSTANCE_MASK) | instance | ENABLED) >>> 0;
}

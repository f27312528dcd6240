import type { FunctionPorts, Hardware, Refusal } from '../zpci/hardware.ts';
import { STATUS_INVALID_SPACE } from '../zpci/hardware.ts';
import type { Channel } from './channel.ts';
import { CommandWindow } from './command-window.ts';
import { appendEvent, type EventQueue, startQueue } from './event-queue.ts';
import { raiseDmb, raiseEvent } from './status-block.ts';

/** Address spaces of an ISM function. */
const DATA_WINDOW = 0;
const COMMAND_WINDOW = 2;

const NO_PORTS: FunctionPorts = {
  dma: { read: () => undefined, write: () => false },
  interrupt: () => {},
  now: () => 0,
  moved: () => {},
};

/** The one MSI vector. */
const VECTOR = 0;

/**
 * An ISM function: a data window that moves store blocks into other functions' memory, and a command window. It takes PCILG and PCISTB
 * only; PCISTG ends with an operand exception (modelled: the function is documented not to take it).
 */
export class IsmFunction implements Hardware {
  readonly gid: bigint;
  readonly channel: Channel;
  readonly vlans = new Set<bigint>();
  sba: bigint | undefined;
  queue: EventQueue | undefined;
  readonly #window: CommandWindow;
  #ports = NO_PORTS;

  constructor(gid: bigint, channel: Channel) {
    this.gid = gid;
    this.channel = channel;
    this.#window = new CommandWindow(this);
    channel.join(this);
  }

  get dma() {
    return this.#ports.dma;
  }

  connect(ports: FunctionPorts): void {
    this.#ports = ports;
  }

  load(space: number, offset: bigint, length: number): Uint8Array | Refusal {
    return space === COMMAND_WINDOW
      ? this.#window.load(Number(offset), length)
      : { cc: 1, status: STATUS_INVALID_SPACE };
  }

  store(): Refusal {
    return { exception: 'operand' };
  }

  storeBlock(space: number, offset: bigint, data: Uint8Array): Refusal | undefined {
    if (space === COMMAND_WINDOW) return this.#window.store(Number(offset), data);
    if (space !== DATA_WINDOW) return { cc: 1, status: STATUS_INVALID_SPACE };
    const refusal = this.channel.move(this.gid, offset, data);
    if (!refusal) this.#ports.moved(data.length);
    return refusal;
  }

  reset(): void {
    this.sba = undefined;
    this.queue = undefined;
    this.vlans.clear();
    this.#window.clear();
    this.channel.forget(this.gid);
  }

  /** Registers the event queue; false when its memory is not mapped. */
  openQueue(queue: EventQueue): boolean {
    if (!startQueue(this.dma, queue)) return false;
    this.queue = queue;
    return true;
  }

  /** An element of one of this function's buffers was written. */
  signalDmb(dmb: number, element: number): void {
    if (this.sba !== undefined) raiseDmb(this.dma, this.sba, dmb, element);
    this.#ports.interrupt(VECTOR);
  }

  /** Puts an event into this function's queue; false when it has none. */
  receiveEvent(event: { type: number; code: number; tok: bigint; info: bigint }, interrupt: boolean): boolean {
    const time = BigInt(this.#ports.now());
    if (!this.queue || !appendEvent(this.dma, this.queue, { ...event, time })) return false;
    if (this.sba !== undefined) raiseEvent(this.dma, this.sba);
    if (interrupt) this.#ports.interrupt(VECTOR);
    return true;
  }
}

import { type FunctionPorts, type Hardware, type Refusal, STATUS_INVALID_SPACE } from '../zpci/hardware.ts';

/** A device that is memory behind one BAR: loads give what stores left. A store to the doorbell raises an interrupt vector. */
export class RegisterFile implements Hardware {
  readonly #bar: number;
  readonly #bytes: Uint8Array;
  readonly #initial: Uint8Array;
  readonly #doorbell: number;
  #ports: FunctionPorts | undefined;

  /** `initial` are the first registers after a reset; the doorbell takes the vector number in its lowest byte. */
  constructor(options: { bar: number; size: number; doorbell: number; initial: Uint8Array }) {
    this.#bar = options.bar;
    this.#bytes = new Uint8Array(options.size);
    this.#initial = options.initial;
    this.#doorbell = options.doorbell;
    this.reset();
  }

  connect(ports: FunctionPorts): void {
    this.#ports = ports;
  }

  load(space: number, offset: bigint, length: number): Uint8Array | Refusal {
    if (space !== this.#bar) return { cc: 1, status: STATUS_INVALID_SPACE };
    return this.#bytes.slice(Number(offset), Number(offset) + length);
  }

  store(space: number, offset: bigint, data: Uint8Array): Refusal | undefined {
    if (space !== this.#bar) return { cc: 1, status: STATUS_INVALID_SPACE };
    const at = Number(offset);
    this.#bytes.set(data, at);
    if (at <= this.#doorbell && this.#doorbell < at + data.length) {
      this.#ports?.interrupt(data[this.#doorbell - at]!);
    }
    return undefined;
  }

  storeBlock(space: number, offset: bigint, data: Uint8Array): Refusal | undefined {
    return this.store(space, offset, data);
  }

  reset(): void {
    this.#bytes.fill(0);
    this.#bytes.set(this.#initial);
  }
}

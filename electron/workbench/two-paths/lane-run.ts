import { readU64 } from '../../../native-bridge/abi/bytes.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import type { ByteOrder } from '../../../native-bridge/abi/types.ts';
import type { Outcome } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { LaneId, LaneOperation, LanePart } from '../../contract/two-paths/messages.ts';
import { LOOKS } from '../../contract/two-paths/program.ts';

/** Windows hear of a lane at most ten times a second. */
const TELL_MS = 100;

type Found = Pick<LanePart, 'signals' | 'torn' | 'end'>;

/** Gathers what the steps of one lane give, and tells it in parts. */
export class LaneRun {
  readonly #lane: LaneId;
  readonly #order: ByteOrder;
  readonly #tell: (part: LanePart) => void;
  #operations: LaneOperation[] = [];
  #found: Found = {};
  #signals: LanePart['signals'];
  #toldAt = 0;

  /** `order`: byte order of the peer's host, which counts its interrupts in it. */
  constructor(lane: LaneId, order: ByteOrder, tell: (part: LanePart) => void) {
    this.#lane = lane;
    this.#order = order;
    this.#tell = tell;
  }

  /** Takes in what a step gave. Gives why the lane cannot go on, or undefined. */
  take(step: { readonly kind: string; readonly name?: string }, outcome: Outcome): ErrorInfo | undefined {
    if (step.kind === 'pcistb') return this.#stored(outcome);
    if (step.kind === 'irq.wait') this.#signalled(outcome);
    if (step.kind === 'buffer.read') this.#looked(step.name, outcome.data);
    if (Date.now() - this.#toldAt >= TELL_MS) this.#pass({ done: false });
    return undefined;
  }

  /** Tells the rest; `thrown` is what ended the lane early. */
  end(thrown?: unknown): void {
    this.#pass({ done: true, ...(thrown !== undefined && { error: errorInfo(thrown) }) });
  }

  #stored({ status, errno, durationNs, operations }: Outcome): ErrorInfo | undefined {
    const failed = status === 'ok' ? undefined : (errno ?? 0);
    this.#operations.push({ durationNs: Number(durationNs), operations: operations ?? 1, errno: failed });
    if (failed === undefined) return undefined;
    const message = `The kernel answered ${errnoName(failed)}: the lane ends here.`;
    return { code: 'errno', message, errno: failed, next: 'The request list has the request and what broke.' };
  }

  #signalled({ data }: Outcome): void {
    const count = data ? Number(readU64(data, 0, this.#order)) : 0;
    this.#signals = this.#signals ? { ...this.#signals, all: this.#signals.first + count } : { first: count };
    this.#found = { ...this.#found, signals: this.#signals };
  }

  #looked(name: string | undefined, data: Uint8Array | undefined): void {
    const last = this.#operations.at(-1);
    if (name === LOOKS.place && last) this.#operations.splice(-1, 1, { ...last, seen: data });
    if (name === LOOKS.first) this.#found = { ...this.#found, torn: data };
    if (name === LOOKS.last) this.#found = { ...this.#found, end: data };
  }

  #pass(end: Pick<LanePart, 'done' | 'error'>): void {
    this.#tell({ lane: this.#lane, operations: this.#operations, ...this.#found, ...end });
    this.#operations = [];
    this.#found = {};
    this.#toldAt = Date.now();
  }
}

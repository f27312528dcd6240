import {
  EMPTY_STATE,
  type LiveState,
  type Measurement,
  type Outcome,
  type Request,
  type Snapshot,
} from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { dmaAvailOf, viewOf } from '../../contract/facts.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import type { Burst, Target } from '../target.ts';

/** A capture behind the `Target` interface: everything there is to see, and nothing to send to. */
export class CaptureTarget implements Target {
  readonly address: string;
  readonly armed = false;
  readonly #snapshot: Snapshot;
  readonly #state: LiveState;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#state = { ...EMPTY_STATE, dmaAvail: dmaAvailOf(snapshot) ?? 0 };
    this.address = snapshot.address;
  }

  snapshot(): Snapshot {
    return this.#snapshot;
  }

  async inspect(): Promise<Snapshot> {
    return this.#snapshot;
  }

  view(): FunctionView {
    return viewOf(this.#snapshot, this.#state);
  }

  state(): LiveState {
    return this.#state;
  }

  arm(armed: boolean): void {
    if (armed) throw lookOnly('target.arm');
  }

  async send(request: Request): Promise<Outcome> {
    throw lookOnly(request.kind);
  }

  async measure(): Promise<Measurement> {
    throw lookOnly('target.measure');
  }

  startBurst(): Burst {
    throw lookOnly('burst.start');
  }

  onEvent(): void {}

  async close(): Promise<void> {}
}

const lookOnly = (op: string) =>
  new WorkbenchError({
    code: 'absent',
    message: 'A capture is to look at; there is no function behind it.',
    next: 'Open a live function to send.',
    op,
  });

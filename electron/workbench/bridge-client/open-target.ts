import type {
  BurstSpec,
  Drained,
  LiveState,
  Measurement,
  Outcome,
  Request,
  Snapshot,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { FollowedState } from '../../../native-bridge/contract/state-change.ts';
import type { StorePath } from '../../../native-bridge/rules/types.ts';
import type { BridgeClient } from './bridge-client.ts';

/** An open function on a bridge: what it said on opening, and its state as of the last answer. */
export class OpenTarget {
  readonly address: string;
  readonly id: number;
  snapshot: Snapshot;
  readonly #state: FollowedState;
  readonly #bridge: BridgeClient;

  private constructor(bridge: BridgeClient, address: string, opened: OpenedTarget) {
    this.#bridge = bridge;
    this.address = address;
    this.id = opened.target;
    this.snapshot = opened.snapshot;
    this.#state = new FollowedState(opened.state);
  }

  /** Opens `address` read-only. Throws what the bridge answers: `unknown-target`, `no-such-file`, `damaged-file`, `not-ready`. */
  static async open(bridge: BridgeClient, address: string): Promise<OpenTarget> {
    return new OpenTarget(bridge, address, await bridge.call('target.open', { address }));
  }

  get state(): LiveState {
    return this.#state.state;
  }

  /** The way to it is gone: it cannot be armed any more. */
  lost(): void {
    this.#state.arm(false);
  }

  async inspect(config: boolean): Promise<void> {
    const { snapshot, change } = await this.#bridge.call('target.inspect', { target: this.id, config });
    this.snapshot = snapshot;
    this.#state.change(change);
  }

  async arm(armed: boolean): Promise<void> {
    this.#state.change((await this.#bridge.call('target.arm', { target: this.id, armed })).change);
  }

  async send(request: Request): Promise<Outcome> {
    const outcome = await this.#bridge.call('request.send', { target: this.id, request });
    if (outcome.change) this.#state.change(outcome.change);
    if (outcome.snapshot) this.snapshot = outcome.snapshot;
    return outcome;
  }

  /** The counters the function keeps of itself. */
  measure(): Promise<Measurement> {
    return this.#bridge.call('target.measure', { target: this.id });
  }

  async startBurst(spec: BurstSpec): Promise<OpenBurst> {
    const { burst, path } = await this.#bridge.call('burst.start', { target: this.id, spec });
    return {
      path,
      drain: () => this.#bridge.call('burst.drain', { burst }),
      stop: async () => void (await this.#bridge.call('burst.stop', { burst })),
    };
  }

  /** Closes the function. A bridge that is gone has closed it already. */
  async close(): Promise<void> {
    if (this.#bridge.alive) await this.#bridge.call('target.close', { target: this.id });
  }
}

/** A burst on the bridge: what is not drained is not run. */
export interface OpenBurst {
  readonly path?: StorePath;
  drain(): Promise<Drained>;
  stop(): Promise<void>;
}

interface OpenedTarget {
  readonly target: number;
  readonly snapshot: Snapshot;
  readonly state: LiveState;
}

import type { BridgeClient } from '../../../electron/workbench/bridge-client/bridge-client.ts';
import { OpenTarget } from '../../../electron/workbench/bridge-client/open-target.ts';
import type {
  BurstSpec,
  LiveState,
  Measurement,
  Outcome,
  Request,
  Snapshot,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { viewOf } from '../../../native-bridge/contract/facts.ts';
import type { FunctionView } from '../../../native-bridge/contract/requests/kind.ts';
import type { AnyBurst, AnyTarget } from '../../../native-bridge/targets/contract-suite/suite.ts';
import type { TargetEvent } from '../../../native-bridge/targets/target.ts';

/** A function on a bridge program elsewhere, with the face of a `Target`, so that the contract suite can be run against it. */
export class RemoteTarget implements AnyTarget {
  readonly #bridge: BridgeClient;
  readonly #target: OpenTarget;

  static async open(bridge: BridgeClient, address: string): Promise<RemoteTarget> {
    return new RemoteTarget(bridge, await OpenTarget.open(bridge, address));
  }

  private constructor(bridge: BridgeClient, target: OpenTarget) {
    this.#bridge = bridge;
    this.#target = target;
  }

  get address(): string {
    return this.#target.address;
  }

  get armed(): boolean {
    return this.#target.state.armed;
  }

  snapshot(): Snapshot {
    return this.#target.snapshot;
  }

  async inspect({ config }: { readonly config: boolean }): Promise<Snapshot> {
    await this.#target.inspect(config);
    return this.#target.snapshot;
  }

  /** What this side knows, which is what the product's own pre-check looks at. */
  view(): FunctionView {
    return viewOf(this.#target.snapshot, this.#target.state);
  }

  state(): LiveState {
    return this.#target.state;
  }

  arm(armed: boolean): Promise<void> {
    return this.#target.arm(armed);
  }

  measure(): Promise<Measurement> {
    return this.#target.measure();
  }

  send(request: Request): Promise<Outcome> {
    return this.#target.send(request);
  }

  startBurst(spec: BurstSpec): Promise<AnyBurst> {
    return this.#target.startBurst(spec);
  }

  onEvent(listener: (event: TargetEvent) => void): void {
    this.#bridge.on('target.event', ({ target, ...event }) => {
      if (target === this.#target.id) listener(event as TargetEvent);
    });
  }

  close(): Promise<void> {
    return this.#target.close();
  }
}

import type {
  BurstSlice,
  BurstSpec,
  LiveState,
  Measurement,
  Outcome,
  Request,
  Snapshot,
  TargetSummary,
} from '../contract/bridge-contract.ts';
import type { FunctionView } from '../contract/requests/kind.ts';
import type { StorePath } from '../rules/types.ts';

/**
 * A provider finds and connects the targets of one address scheme; adding a scheme is one folder with a provider and one line in
 * `targets/index.ts`.
 */
export interface TargetProvider {
  /** Scheme before the colon: `sim`, `capture`, `vfio`. */
  readonly scheme: string;
  /** What can be opened now, with identity; never touches a device. */
  list(): Promise<TargetSummary[]>;
  /** Opens the target read-only. Throws WorkbenchError `unknown-target`, `no-such-file`, `damaged-file`, `not-ready`. */
  open(rest: string): Promise<Target>;
}

/** An open function. Calls on one target run one at a time, in order. */
export interface Target {
  readonly address: string;
  readonly armed: boolean;
  /** What was answered when it was last looked at: on opening, or by `inspect`. Asks nothing. */
  snapshot(): Snapshot;
  /** Raw bytes as answered now; `config` is read from the function only when asked for. */
  inspect(parts: { readonly config: boolean }): Promise<Snapshot>;
  /** The state planning and pre-checks look at, as of now. */
  view(): FunctionView;
  /** Mappings and buffers as of now. What requests change of it, their outcomes tell. */
  state(): LiveState;
  arm(armed: boolean): void;
  /**
   * Sends one request: one system call. Refuses writes while read-only (`not-armed`). Never throws for an errno. A request that is
   * cancelled before its turn is not sent (`cancelled`), and a wait ends early; a system call is never broken off.
   */
  send(request: Request, isCancelled?: () => boolean): Promise<Outcome>;
  /** Reads the counters the function keeps of itself, only when asked. Throws `absent` and `not-ready`. */
  measure(): Promise<Measurement>;
  startBurst(spec: BurstSpec): Burst;
  /** Called when the function signals: interrupt, request to release, error, gone. */
  onEvent(listener: (event: TargetEvent) => void): void;
  close(): Promise<void>;
}

/** A running store or load loop, drained by the caller: what is not drained is not run, so nothing is dropped silently. */
export interface Burst {
  /** Store path taken, for pcistb and pcilg. */
  readonly path?: StorePath;
  /** Runs or collects up to one slice of operations. `done` when the loop ended. */
  drain(): Promise<BurstSlice>;
  stop(): void;
}

export type TargetEvent =
  | {
      readonly event: 'irq';
      readonly index: number;
      readonly vector: number;
      readonly count: bigint;
      readonly atNs: bigint;
    }
  | { readonly event: 'release-requested'; readonly times: number; readonly atNs: bigint }
  | { readonly event: 'gone'; readonly message: string; readonly atNs: bigint };

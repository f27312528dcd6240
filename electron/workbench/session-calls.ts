import type { BurstSpec, Outcome, Request } from '../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { dangersOf, dangersOfBurst } from '../contract/dangers/index.ts';
import { dangersOfProgram } from '../contract/dangers/program.ts';
import type { Program } from '../contract/program.ts';
import type { OpenBurst } from './bridge-client/open-target.ts';
import type { SessionLink } from './connection/session-link.ts';
import type { Consent } from './consent.ts';
import { OperationTally } from './measurement/tally.ts';
import type { Pending } from './pending.ts';

/**
 * What a session calls on its function, and what keeps it from that: the session has ended (`ended`), its connection is away
 * (`connection-lost`), a danger was not agreed to (`dangerous`). What was done is counted.
 */
export class SessionCalls {
  /** Device operations that were sent, as the function should count them. */
  readonly tally = new OperationTally();
  readonly #link: SessionLink;
  readonly #pending: Pending;
  readonly #consent: Consent;
  #ended: ErrorInfo | undefined;

  constructor(link: SessionLink, pending: Pending, consent: Consent) {
    this.#link = link;
    this.#pending = pending;
    this.#consent = consent;
  }

  /** Why the function is gone. */
  get ended(): ErrorInfo | undefined {
    return this.#ended;
  }

  /** Nothing is called any more. */
  end(reason: ErrorInfo): void {
    this.#ended = reason;
  }

  /** Calls the bridge. `kind` names the call to a person; a wait may take `mayTakeMs` before it counts as stuck. */
  async make<T>(kind: string, call: () => Promise<T>, mayTakeMs?: number): Promise<T> {
    if (this.#ended) throw new WorkbenchError({ ...this.#ended, code: 'ended' });
    this.#link.refuseLost();
    return this.#pending.call(kind, call(), mayTakeMs);
  }

  async send(request: Request, on?: string): Promise<Outcome> {
    this.refuseDangers(request, on);
    const mayTakeMs = request.kind === 'irq.wait' ? request.timeoutMs : 0;
    const outcome = await this.make(request.kind, () => this.#link.send(request, on), mayTakeMs);
    if (on === undefined) this.tally.request(request, outcome, this.#link.target.snapshot.driver);
    return outcome;
  }

  /** Starts a burst; what is drained of it is counted. */
  async startBurst(spec: BurstSpec): Promise<OpenBurst> {
    this.#consent.refuse(this.#link.target.snapshot, (target) => dangersOfBurst(spec, target));
    const name = `burst ${spec.op}`;
    const burst = await this.make(name, () => this.#link.target.startBurst(spec));
    const drain = async () => {
      const drained = await this.#pending.call(name, burst.drain());
      this.tally.burst(spec, burst.path, drained, this.#link.target.snapshot.driver);
      return drained;
    };
    return { ...burst, drain };
  }

  /** Nothing is refused where nothing can be sent at all. */
  refuseDangers(request: Request, on?: string): void {
    if (!this.#isLive) return;
    this.#consent.refuse(this.#link.functions.get(on).snapshot, (target) => dangersOf(request, target));
  }

  refuseProgram(program: Program): void {
    this.#consent.refuse(this.#link.target.snapshot, (target) => dangersOfProgram(program, target));
  }

  get #isLive(): boolean {
    return !this.#ended && (this.#link.connection?.state ?? 'connected') === 'connected';
  }
}

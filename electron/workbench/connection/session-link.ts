import type { bridgeContract, Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { EventPayload } from '../../../native-bridge/contract/method-table.ts';
import type { Connection } from '../../contract/app-contract.ts';
import { OpenTarget } from '../bridge-client/open-target.ts';
import { wallClock } from '../clock.ts';
import { FunctionSet } from '../function-set.ts';
import type { Way, Ways } from '../hosts/bridges.ts';
import { mayPass } from '../hosts/failures.ts';
import { missedSentences } from './missed.ts';
import { type Reopened, reopen } from './reopen.ts';

export type TargetEvent = EventPayload<typeof bridgeContract, 'target.event'>;

/** What a session hears of its link. */
export interface LinkListener {
  changed(): void;
  /** The function did something by itself; that it is gone is told by `ended`. */
  event(event: TargetEvent): void;
  /** The connection is lost and will be made again; gives the name of the burst or program that this stopped. */
  lost(reason: ErrorInfo): string | undefined;
  /** The function was opened again; `missed` says what that cost. */
  back(missed: string): void;
  /** The function is gone for good. */
  ended(reason: ErrorInfo): void;
}

/**
 * The way of a session to its function. On this machine a bridge program that dies is the end; a connection to another machine that is
 * lost is made again, until it is or cannot be, and the function opened again, read-only.
 */
export class SessionLink {
  readonly #ways: Ways;
  readonly #address: string;
  readonly #listener: LinkListener;
  readonly #closing = new AbortController();
  #way!: Way;
  #target!: OpenTarget;
  #functions!: FunctionSet;
  #unsubscribe: (() => void)[] = [];
  #silentSince: bigint | undefined;
  #connection: Connection | undefined;
  #unanswered: string[] = [];

  private constructor(ways: Ways, address: string, opened: Reopened, listener: LinkListener) {
    this.#ways = ways;
    this.#address = address;
    this.#listener = listener;
    this.#attach(opened);
  }

  /** Opens `address` read-only. Throws what the way there and the bridge answer. */
  static async open(ways: Ways, address: string): Promise<(listener: LinkListener) => SessionLink> {
    const way = await ways.for(address);
    const target = await OpenTarget.open(way.bridge, way.address);
    return (listener) => new SessionLink(ways, address, { way, target }, listener);
  }

  get target(): OpenTarget {
    return this.#target;
  }

  get functions(): FunctionSet {
    return this.#functions;
  }

  get silentSince(): bigint | undefined {
    return this.#silentSince;
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** Throws `connection-lost` while the connection is being made again. */
  refuseLost(): void {
    if (!this.#connection || this.#connection.state === 'connected') return;
    throw new WorkbenchError({
      code: 'connection-lost',
      message: `Nothing was sent: the connection to ${this.#connection.host} is lost and is being made again.`,
      next: 'Wait until the function is open again, then arm it again.',
    });
  }

  /** Sends a request; one whose answer the connection took along is told `no-answer`. */
  async send(request: Request, on?: string): Promise<Outcome> {
    const { bridge, host } = this.#way;
    try {
      return await this.#functions.get(on).send(request);
    } catch (thrown) {
      if (host === undefined || bridge.alive) throw thrown;
      this.#unanswered.push(request.kind);
      throw new WorkbenchError(lostAnswer(host), { cause: thrown });
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new WorkbenchError({ code: 'closed', message: 'The session was closed.' }));
    for (const end of this.#unsubscribe) end();
    await this.#target.close();
  }

  #attach({ way, target }: Reopened): void {
    this.#way = way;
    this.#target = target;
    this.#functions = new FunctionSet(this.#ways, way, target);
    this.#unsubscribe = [
      way.bridge.on('target.event', (event) => {
        if (event.target === target.id) this.#heard(event);
      }),
      way.bridge.onSilence((silent) => {
        this.#silentSince = silent ? wallClock() : undefined;
        this.#listener.changed();
      }),
    ];
    if (way.host) this.#connection = { host: way.host, state: 'connected', since: wallClock(), attempt: 0 };
    void way.bridge.gone.then((reason) => this.#gone(way, reason));
  }

  #heard(event: TargetEvent): void {
    if (event.event === 'gone') {
      this.#listener.ended(functionGone(event));
      void this.close().catch(() => {});
    } else this.#listener.event(event);
  }

  /** The bridge program or the connection to it is gone. */
  #gone({ host }: Way, reason: ErrorInfo): void {
    if (this.#closing.signal.aborted) return;
    this.#silentSince = undefined;
    if (host !== undefined && mayPass(reason)) void this.#comeBack(host, reason);
    else this.#end(reason);
  }

  async #comeBack(host: string, reason: ErrorInfo): Promise<void> {
    const lostAt = performance.now();
    const { armed: wasArmed, mappings, buffers } = this.#target.state;
    this.#target.lost();
    this.#connection = { host, state: 'lost', since: wallClock(), attempt: 0, error: reason };
    const stopped = this.#listener.lost(reason);
    try {
      const attempt = (number: number, error = reason) => this.#trying(host, number, error);
      this.#attach(await reopen(this.#ways, this.#address, attempt, this.#closing.signal));
    } catch (thrown) {
      if (!this.#closing.signal.aborted) this.#end(errorInfo(thrown));
      return;
    }
    const cost = { mappings: mappings.length, buffers: buffers.length, stopped, unanswered: this.#unanswered };
    const missed = missedSentences({ awayMs: performance.now() - lostAt, wasArmed, ...cost });
    this.#unanswered = [];
    this.#connection = { host, state: 'connected', since: wallClock(), attempt: 0, missed };
    this.#listener.back(missed);
  }

  #trying(host: string, attempt: number, error: ErrorInfo): void {
    this.#connection = { host, state: 'reconnecting', since: this.#connection!.since, attempt, error };
    this.#listener.changed();
  }

  #end(reason: ErrorInfo): void {
    if (this.#connection) this.#connection = { ...this.#connection, state: 'lost', error: reason };
    this.#listener.ended(reason);
  }
}

const lostAnswer = (host: string): ErrorInfo => ({
  code: 'no-answer',
  message: `The connection to ${host} was lost before the answer came.`,
  next: 'Whether the request reached the function is not known.',
});

const functionGone = ({ message }: TargetEvent): ErrorInfo => ({
  code: 'function-gone',
  message: message ?? 'The function is gone: its host took it back.',
  next: 'Open it again when the host gives it out again; everything up to now stays readable.',
});

import { basename } from 'node:path';
import type { BurstSpec, LiveState, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { Answered } from '../../contract/compare/differences.ts';
import { requestText } from '../../contract/compare/pair-line.ts';
import { stepMaker } from '../../contract/copying/program.ts';
import { dangers } from '../../contract/dangers/index.ts';
import type { Step } from '../../contract/program.ts';
import { type RequestStep, resolveStep } from '../../contract/programs/resolve.ts';
import type { Divergence, Remap, ReplayPlan, ReplayProgress, ReplaySpeed } from '../../contract/replay/messages.ts';
import { Remapper } from '../../contract/replay/remap.ts';
import { Refusal } from '../exchange.ts';
import type { Hands, LiveSession } from '../session.ts';
import { type Chosen, ChosenRows } from './chosen.ts';
import { answeredNow, burstNow, divergenceOf, refusedNow } from './divergence.ts';
import { Pace } from './pace.ts';
import type { Plan } from './plan.ts';
import { TimingErrors } from './timing.ts';
import { unlessLeft } from './unless-left.ts';

export interface ReplayOptions {
  readonly matches: (row: RequestRow) => boolean;
  readonly speed: ReplaySpeed;
  readonly remap?: Remap;
  readonly stopAtDivergence: boolean;
  /** The dangers of the plan are known and meant. */
  readonly accepted: boolean;
  /** Called after every request. */
  readonly sent?: (divergence?: Divergence) => void;
}

/** Divergences that are kept. */
const KEPT = 10_000;
const LATEST = 20;

/** Refusals that are about the one request; after any other nothing else can be sent. */
const ABOUT_THE_REQUEST: ReadonlySet<string> = new Set(['absent', 'bad-request']);

type Progress = Omit<ReplayProgress, 'replay' | 'session' | 'path'>;

/** Chosen requests of a recording, sent again to a session: when they were sent then, and what came of it held against what came then. */
export class Replay {
  readonly #session: LiveSession;
  readonly #plan: Plan;
  readonly #told: ReplayPlan;
  readonly #options: ReplayOptions;
  readonly #remapper: Remapper;
  readonly #stop = new AbortController();
  readonly #pace: Pace;
  readonly #timing = new TimingErrors();
  readonly #kept: Divergence[] = [];
  #divergences = 0;
  #done = 0;
  #next: number | undefined;
  #waiting = false;
  #running = false;
  #finished = false;
  #stoppedAtDivergence = false;
  #error: ErrorInfo | undefined;
  #firstAtNs: bigint | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(session: LiveSession, plan: Plan, options: ReplayOptions) {
    this.#session = session;
    this.#plan = plan;
    this.#told = plan.told;
    this.#options = options;
    this.#remapper = new Remapper(options.remap);
    this.#pace = new Pace(options.speed, this.#stop.signal);
  }

  get progress(): Progress {
    return {
      done: this.#done,
      total: this.#told.requests,
      next: this.#next,
      waiting: this.#waiting,
      divergences: this.#divergences,
      latest: this.#kept.slice(-LATEST),
      timing: this.#pace.isTimed ? this.#timing.figures : undefined,
      changedWords: this.#remapper.words,
      finished: this.#finished,
      stopped: this.#finished && this.#done < this.#told.requests,
      stoppedAtDivergence: this.#stoppedAtDivergence,
      error: this.#error,
    };
  }

  /** Throws what keeps it from being sent at all: `not-armed`, `dangerous`, `bad-request`. */
  check(willArm = false): void {
    const { requests, writes, dangers, dangerCount } = this.#told;
    if (requests === 0) throw nothingToSend(this.#plan.path);
    const unknown = Object.entries(this.#functions).find(([, address]) => address === '');
    if (unknown) throw unknownFunction(unknown[0]);
    if (writes && !willArm && !this.#session.describe().state.armed) throw notArmed();
    if (!this.#options.accepted && this.#isUnsettled())
      throw new WorkbenchError({
        code: 'dangerous',
        message: `${dangerCount} of the requests deserve a second look, the first is ${dangers[0]!.kind} (${dangers[0]!.seq}): ${dangers[0]!.why}`,
        next: 'Look at them, then say that they are meant.',
        details: { dangers },
      });
  }

  /** Whether the plan has a danger that was not agreed to on this session. */
  #isUnsettled(): boolean {
    const { accepted = [] } = this.#session.describe();
    return [...this.#plan.dangerIds].some((id) => !accepted.includes(id));
  }

  /**
   * Sends all; resolves when it is over, however it ended. A stop ends it soon, also when a call does not come back: that is its `error`,
   * and the session is free again when `settled`. Throws as `check`.
   */
  async run(): Promise<Progress> {
    this.check();
    if (this.#options.accepted) this.#session.accept(dangers.map(({ id }) => id));
    const name = `replay ${basename(this.#plan.path)}`;
    this.#running = true;
    try {
      this.#work = this.#session.occupy(name, this.#functions, (hands) => this.#send(hands));
      await unlessLeft(this.#work, this.#stop.signal, () => this.#stillUnderWay());
    } catch (thrown) {
      this.#error = errorInfo(thrown);
    } finally {
      this.#running = this.#waiting = false;
      this.#finished = true;
    }
    return this.progress;
  }

  /** Resolves when nothing of it is under way any more. */
  settled(): Promise<void> {
    return this.#work.catch(() => {});
  }

  step(): void {
    this.#pace.step();
  }

  /** Ends it when the steps that were asked for are done. */
  noMoreSteps(): void {
    this.#pace.noMoreSteps(() => this.stop());
  }

  /** A wait ends at once, a burst winds up, a running call may come back; what does not is left behind. */
  stop(): void {
    this.#stop.abort();
    if (this.#running) this.#session.stop();
  }

  divergences(from: number, count: number): { total: number; divergences: Divergence[] } {
    return { total: this.#divergences, divergences: this.#kept.slice(from, from + count) };
  }

  get #functions(): Record<string, string> {
    const { functions = {} } = this.#options.remap ?? {};
    const named = Object.entries(this.#plan.functions);
    return Object.fromEntries(named.map(([on, address]) => [on, functions[on] ?? address]));
  }

  async #send(hands: Hands): Promise<void> {
    hands.stop.addEventListener('abort', () => this.#stop.abort());
    this.#session.log.event('replay', this.#line());
    await this.#prepare(hands);
    const stepsOf = stepMaker();
    let firstNs: bigint | undefined;
    for await (const chosen of new ChosenRows(this.#plan.path, this.#options.matches).rows()) {
      firstNs ??= chosen.row.atNs;
      this.#next = chosen.row.seq;
      const wantedNs = await this.#pace.due(chosen.row.atNs - firstNs, () => this.#wait());
      this.#waiting = false;
      if (this.#stop.signal.aborted) return;
      const divergence = await this.#one(hands, chosen, stepsOf, wantedNs);
      if (this.#finished) return;
      this.#done += 1;
      this.#options.sent?.(divergence);
      if (!divergence || !this.#options.stopAtDivergence) continue;
      this.#stoppedAtDivergence = this.#done < this.#told.requests;
      return;
    }
    this.#next = undefined;
  }

  #wait(): void {
    this.#waiting = true;
    this.#options.sent?.();
  }

  /** Makes the buffers and mappings that were there before the first request, as far as they are not there. */
  async #prepare(hands: Hands): Promise<void> {
    for (const step of this.#plan.setup) {
      if (this.#stop.signal.aborted) return;
      const request = this.#requestOf(step);
      const { on } = step as RequestStep;
      if (on === undefined && isThere(request, this.#session.describe().state)) continue;
      const { outcome } = await hands.send(request, on);
      if (outcome.status !== 'ok') throw notPrepared(request, outcome.errno);
    }
  }

  async #one(
    hands: Hands,
    { burst, whole }: Chosen,
    stepsOf: (row: RequestRow) => Step[],
    wantedNs: number | undefined,
  ): Promise<Divergence | undefined> {
    const { row, before } = whole();
    const startNs = this.#pace.nowNs();
    const sent = burst
      ? { now: await this.#sendBurst(hands, row, burst), row: undefined }
      : await this.#sendSteps(hands, stepsOf(row), row.on);
    if (this.#finished) return undefined;
    if (wantedNs !== undefined) this.#timing.add(this.#achievedNs(sent.row, startNs) - wantedNs);
    const differences = divergenceOf(before, sent.now, this.#remapper);
    if (differences.length === 0) return undefined;
    const { seq, kind, on } = row;
    const divergence = { seq, sent: sent.row?.seq, kind, on, where: requestText(row), differences };
    this.#divergences += 1;
    if (this.#kept.length < KEPT) this.#kept.push(divergence);
    return divergence;
  }

  /** As one burst, which is one call of the bridge; the target may have no way to make one. */
  async #sendBurst(hands: Hands, { kind }: RequestRow, burst: BurstSpec): Promise<Answered> {
    try {
      return burstNow(kind, await hands.burst(this.#remapper.burst(burst)));
    } catch (thrown) {
      const error = errorInfo(thrown);
      if (!ABOUT_THE_REQUEST.has(error.code)) throw thrown;
      return { kind, request: {}, status: 'refused', error };
    }
  }

  /** The last of the steps is the request itself; what is before it puts its bytes into place. */
  async #sendSteps(
    hands: Hands,
    steps: readonly Step[],
    on: string | undefined,
  ): Promise<{ now: Answered; row: RequestRow }> {
    const requests = steps.map((step) => this.#requestOf(step));
    for (const before of requests.slice(0, -1)) await hands.send(before, on);
    const request = requests.at(-1)!;
    try {
      const { row, outcome } = await hands.send(request, on);
      return { now: answeredNow(request, outcome), row };
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || !ABOUT_THE_REQUEST.has(thrown.info.code)) throw thrown;
      return { now: refusedNow(thrown.row), row: thrown.row };
    }
  }

  #requestOf(step: Step): Request {
    return this.#remapper.request(resolveStep(step as RequestStep, new Map()));
  }

  /** On the function's own clock where it is a real one: what it saw is what counts. */
  #achievedNs(row: RequestRow | undefined, startNs: number): number {
    if (!row || row.modelled || row.status === 'refused') return startNs;
    this.#firstAtNs ??= row.atNs - BigInt(Math.round(startNs));
    return Number(row.atNs - this.#firstAtNs);
  }

  #stillUnderWay(): WorkbenchError {
    return new WorkbenchError({
      code: 'still-under-way',
      message: `Request ${this.#next ?? 'of the setup'} has not come back, and a running call cannot be interrupted. Sending again has ended: nothing else is sent.`,
      next: 'The function can be used again when the call comes back.',
    });
  }

  #line(): string {
    const { speed } = this.#options;
    const how =
      typeof speed === 'number' ? `at ${speed} times the speed` : speed === 'max' ? 'without waiting' : 'step by step';
    return `${this.#told.requests} requests of ${basename(this.#plan.path)} are sent again, ${how}.`;
  }
}

/** Whether a buffer or mapping that is to be made is there as it should be. */
function isThere(request: Request, { buffers, mappings }: LiveState): boolean {
  if (request.kind === 'buffer.alloc')
    return buffers.some(({ name, size }) => name === request.buffer && size === request.size);
  if (request.kind !== 'dma.map') return false;
  return mappings.some(
    ({ iova, size, buffer }) => iova === request.iova && size === request.size && buffer === request.buffer,
  );
}

const nothingToSend = (path: string) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `None of the chosen rows of ${path} is a request that was sent.`,
    next: 'Choose requests.',
  });

const unknownFunction = (on: string) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `The recording does not say which function ${on} was.`,
    next: `Give the address that ${on} is to be.`,
  });

const notArmed = () =>
  new WorkbenchError({
    code: 'not-armed',
    message: 'The requests change something, and the target is read-only.',
    next: 'Arm it first.',
  });

const notPrepared = ({ kind }: Request, errno = 0) =>
  new WorkbenchError({
    code: 'setup-failed',
    message: `A buffer or mapping that was there before the first request could not be made: ${kind} failed.`,
    next: 'Choose rows from where it was made, or map the addresses to others.',
    errno,
    op: kind,
  });

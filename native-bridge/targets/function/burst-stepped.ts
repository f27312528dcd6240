import { ERRNO } from '../../abi/errno.ts';
import type { BurstSlice, BurstSpec } from '../../contract/bridge-contract.ts';
import type { StorePath } from '../../rules/types.ts';
import type { SyscallResult } from '../syscalls.ts';
import { BurstColumns } from './burst-columns.ts';
import type { BurstPlan } from './burst-plan.ts';
import type { Engine } from './engine.ts';
import { idleUntil } from './idle.ts';
import { payload, type TransferPlan, transfer } from './planned-call.ts';
import type { Queued, RunningBurst } from './running-burst.ts';

/** A slice ends after this much time, on the kernel's clock or on the wall: requests and heartbeats get their turn. */
const SLICE_MS = 40;
const SLICE_NS = BigInt(SLICE_MS * 1_000_000);

/**
 * A store or load loop run slice by slice, each time it is drained: operations are made one by one, as single requests are. What is not
 * drained is not run, so nothing is dropped.
 */
export class SteppedBurst implements RunningBurst {
  readonly path?: StorePath;
  readonly ended = Promise.resolve();
  readonly #engine: Engine;
  readonly #spec: BurstSpec;
  readonly #queued: Queued;
  readonly #plans: BurstPlan;
  readonly #columns = new BurstColumns();
  #index = 0;
  #startNs: bigint | undefined;
  /** The kernel's clock as the last operation left it: reading it each time would cost more than the bookkeeping. */
  #now = 0n;
  #stopped = false;

  constructor(engine: Engine, spec: BurstSpec, plans: BurstPlan, queued: Queued) {
    this.#engine = engine;
    this.#spec = spec;
    this.#queued = queued;
    this.#plans = plans;
    this.path = plans.at(0).path;
  }

  drain(): Promise<BurstSlice> {
    return this.#queued(() => this.#slice());
  }

  stop(): void {
    this.#stopped = true;
  }

  async #slice(): Promise<BurstSlice> {
    const { kernel } = this.#engine;
    const from = kernel.now();
    const wallEnd = performance.now() + SLICE_MS;
    this.#startNs ??= from;
    this.#now = from;
    while (!this.#done() && this.#columns.free > 0) {
      if (this.#now - from >= SLICE_NS || performance.now() >= wallEnd) break;
      const due = this.#dueNs();
      const waiting = due > this.#now ? this.#idle(earlier(due, from + SLICE_NS)) : this.#operate();
      if (waiting) await waiting;
    }
    await kernel.idle?.(kernel.now());
    return this.#columns.take(this.#done(), kernel.modelled);
  }

  async #idle(untilNs: bigint): Promise<void> {
    const { kernel } = this.#engine;
    await idleUntil(kernel, untilNs);
    this.#now = kernel.now();
  }

  /** Makes one operation; awaits only a kernel that answers later, because a promise each time would cost more than the call. */
  #operate(): Promise<void> | undefined {
    const plan = this.#plans.at(this.#index++);
    const answer = transfer(this.#engine, plan, payload(plan, this.#engine.buffers));
    if (answer instanceof Promise) return answer.then((result) => this.#keep(plan, result));
    this.#keep(plan, answer);
    return undefined;
  }

  #keep({ path, operations = 1 }: TransferPlan, { startNs, durationNs, rc, errno }: SyscallResult): void {
    this.#now = startNs + durationNs;
    // Only plain reads and writes of a region answer how many bytes they moved.
    const moved = path === 'zpci-io' || path === 'mmio' ? this.#spec.length : rc;
    this.#columns.add(startNs, durationNs, rc < 0 ? -errno : moved, operations);
    if (rc < 0 && errno === ERRNO.ENODEV) this.#lost();
  }

  #lost(): void {
    this.stop();
    this.#engine.gone('The burst was answered ENODEV.');
  }

  #dueNs(): bigint {
    const { rate } = this.#spec;
    return this.#startNs! + (rate ? BigInt(Math.round((this.#index * 1e9) / rate)) : 0n);
  }

  #done(): boolean {
    const { count } = this.#spec;
    if (this.#stopped) return true;
    if (count !== undefined && this.#index >= count) return true;
    const end = this.#endNs();
    return end !== undefined && this.#now >= end;
  }

  /** When the time the burst may take is over; undefined without a limit, and before it began. */
  #endNs(): bigint | undefined {
    const { seconds } = this.#spec;
    if (seconds === undefined || this.#startNs === undefined) return undefined;
    return this.#startNs + BigInt(Math.round(seconds * 1e9));
  }
}

const earlier = (a: bigint, b: bigint) => (a < b ? a : b);

import type { BurstSlice, BurstSpec } from '../../contract/bridge-contract.ts';
import type { StorePath } from '../../rules/types.ts';
import type { CallColumns, DmaMemory, Drained, NativeBurst } from '../syscalls.ts';
import { SCRATCH_BYTES } from './buffers.ts';
import { MOST_OPERATIONS } from './burst-columns.ts';
import { BurstPlan } from './burst-plan.ts';
import type { Engine } from './engine.ts';
import type { TransferPlan } from './planned-call.ts';
import type { RunningBurst } from './running-burst.ts';

/** A drain waits this long for operations, so that slices come regularly at any rate. */
const SLICE_MS = 40;

/**
 * A burst of one system call over and over, made by threads of the kernel side while this one keeps answering. Requests of the same
 * function are sent in between: payload and answers in memory have pages of their own.
 */
export class NativeCallsBurst implements RunningBurst {
  readonly path?: StorePath;
  readonly ended: Promise<void>;
  readonly #engine: Engine;
  readonly #scratch: DmaMemory;
  readonly #burst: NativeBurst;
  readonly #columns = new DrainColumns();
  readonly #operations: number;
  #isGone = false;

  constructor(engine: Engine, spec: BurstSpec) {
    const { kernel, state, descriptors } = engine;
    this.#engine = engine;
    const scratch = kernel.allocate(SCRATCH_BYTES);
    const view = { ...state.view(), scratch: { name: 'scratch', vaddr: scratch.vaddr, size: scratch.size } };
    const plan = new BurstPlan(spec, () => view).at(0);
    if (plan.stage) scratch.write(Number(plan.stage.vaddr - scratch.vaddr), plan.stage.data);
    const { count, rate, stride, span, threads = 1, length } = spec;
    const untilNs = spec.seconds && kernel.now() + BigInt(Math.round(spec.seconds * 1e9));
    const moved = plan.path === 'zpci-io' ? length : undefined;
    const limits = { count, untilNs: untilNs || undefined, rate, threads };
    this.#burst = kernel.startBurst!({ fd: descriptors.device, ...callOf(plan), stride, span, moved, ...limits });
    this.#scratch = scratch;
    this.#operations = plan.operations ?? 1;
    this.path = plan.path;
    this.ended = this.#burst.ended.then(() => this.#scratch.free());
  }

  async drain(): Promise<BurstSlice> {
    await this.#burst.ready(SLICE_MS);
    const drained = this.#burst.drain(this.#columns.room);
    if (drained.gone && !this.#isGone) {
      this.#isGone = true;
      this.#engine.gone('The burst was answered ENODEV.');
    }
    return this.#columns.slice(drained, this.#operations);
  }

  stop(): void {
    this.#burst.stop();
  }
}

function callOf({ call }: TransferPlan) {
  if (call.call === 'pwrite') return { write: true, position: call.position, bytes: call.data };
  if (call.call === 'pread') return { write: false, position: call.position, bytes: new Uint8Array(call.length) };
  throw new TypeError(`a ${call.call} cannot be repeated natively`);
}

/** Columns to drain into, and the slice they become. */
class DrainColumns {
  readonly room: CallColumns = {
    startNs: new Uint8Array(8 * MOST_OPERATIONS),
    durationNs: new Uint8Array(4 * MOST_OPERATIONS),
    result: new Uint8Array(4 * MOST_OPERATIONS),
  };

  /** `operations`: what the kernel makes of one call it takes. */
  slice({ made, dropped, bytes, errors, done }: Drained, operations: number): BurstSlice {
    const { startNs, durationNs, result } = this.room;
    return {
      count: made,
      bytes,
      errors,
      operations: operations * (made + dropped - errors),
      startNs: startNs.slice(0, 8 * made),
      durationNs: durationNs.slice(0, 4 * made),
      result: result.slice(0, 4 * made),
      dropped,
      done,
      modelled: false,
    };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { BurstSpec, LiveState, Measurement, Outcome, Request, Snapshot } from '../../contract/bridge-contract.ts';
import { requestKind } from '../../contract/requests/index.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import { REQUEST_IRQ } from '../../rules/flags.ts';
import type { Syscalls } from '../syscalls.ts';
import type { Burst, Target, TargetEvent } from '../target.ts';
import { Announcer } from './announcer.ts';
import { Buffers } from './buffers.ts';
import { Bursts } from './bursts.ts';
import type { Engine } from './engine.ts';
import { FunctionState } from './function-state.ts';
import { listenToHost } from './host-signals.ts';
import { Interrupts, type Signal } from './interrupts.ts';
import { takeMeasurement } from './measurement.ts';
import type { Descriptors } from './opening/index.ts';
import { performRequest } from './perform.ts';
import type { FunctionPlace } from './place.ts';
import { askedBack, cancelled, closed, type Ending, lost, notArmed } from './refusals.ts';
import { RegionMaps } from './region-maps.ts';
import { release } from './release.ts';
import { SerialQueue } from './serial-queue.ts';
import { takeSnapshot } from './snapshot.ts';

/** A call that has not come back this long after the end began is given up: a host that asks for a function gets it within a second. */
const STUCK_MS = 500;

/** An open function behind the `Target` interface, whatever kernel (real or simulated) answers its system calls. */
export class FunctionTarget implements Target {
  readonly address: string;
  readonly #engine: Engine;
  readonly #queue = new SerialQueue();
  readonly #bursts = new Bursts();
  readonly #events = new Announcer();
  #ending: Ending | undefined;
  #released: Promise<void> | undefined;

  static async start(kernel: Syscalls, place: FunctionPlace, descriptors: Descriptors): Promise<FunctionTarget> {
    const maps = new RegionMaps(kernel, descriptors.device);
    const snapshot = await takeSnapshot(kernel, place, descriptors, maps, false);
    const target = new FunctionTarget(kernel, place, descriptors, maps, snapshot);
    const heard = await listenToHost(target.#engine);
    target.#engine.state.refresh({ calls: [...snapshot.calls, ...heard] });
    return target;
  }

  private constructor(
    kernel: Syscalls,
    place: FunctionPlace,
    descriptors: Descriptors,
    maps: RegionMaps,
    snapshot: Snapshot,
  ) {
    this.address = place.address;
    const buffers = new Buffers(kernel);
    const interrupts = new Interrupts(kernel, place.byteOrder, (signal) => this.#signalled(signal));
    const state = new FunctionState(snapshot, buffers);
    const gone = (message: string) => void this.#lose(lost, message);
    this.#engine = { kernel, place, descriptors, buffers, interrupts, maps, state, gone };
  }

  get armed(): boolean {
    return this.#engine.state.armed;
  }

  snapshot(): Snapshot {
    return this.#engine.state.snapshot;
  }

  inspect({ config }: { readonly config: boolean }): Promise<Snapshot> {
    return this.#run('target.inspect', async () => {
      const { kernel, place, descriptors, maps, state } = this.#engine;
      state.refresh(await takeSnapshot(kernel, place, descriptors, maps, config));
      // Whoever asked is told the state as it stands; the next request did not change it.
      state.takeChange();
      return state.snapshot;
    });
  }

  view(): FunctionView {
    return this.#engine.state.view();
  }

  state(): LiveState {
    return this.#engine.state.live();
  }

  arm(armed: boolean): void {
    if (this.#ending) throw this.#ending(this.address, 'target.arm');
    this.#engine.state.armed = armed;
    if (!armed) this.#bursts.stopWriting();
  }

  send(request: Request, isCancelled = () => false): Promise<Outcome> {
    return this.#run(request.kind, async () => {
      if (isCancelled()) throw cancelled(request.kind);
      this.#refuseWhileReadOnly(request.kind);
      return performRequest(this.#engine, request, isCancelled);
    });
  }

  measure(): Promise<Measurement> {
    return this.#run('target.measure', () => takeMeasurement(this.#engine));
  }

  startBurst(spec: BurstSpec): Burst {
    if (this.#ending) throw this.#ending(this.address, spec.op);
    this.#refuseWhileReadOnly(spec.op);
    // A burst that was ended still tells what it did: that makes no calls.
    return this.#bursts.start(this.#engine, spec, (work) => this.#queue.run(work, work));
  }

  onEvent(listener: (event: TargetEvent) => void): void {
    this.#events.on(listener);
  }

  /** Waits for the call under way, but not for one that never comes back. */
  close(): Promise<void> {
    return this.#end(closed);
  }

  #signalled({ index, vector, count }: Signal): void {
    const atNs = this.#engine.kernel.now();
    if (index !== REQUEST_IRQ) {
      this.#events.announce({ event: 'irq', index, vector, count, atNs });
      return;
    }
    this.#events.announce({ event: 'release-requested', times: Number(count), atNs });
    void this.#lose(askedBack, 'The host took the function back: everything was stopped and released in order.');
  }

  /** The function is not ours any more: let go of it, then say so, once. */
  async #lose(ending: Ending, message: string): Promise<void> {
    if (this.#ending) return;
    await this.#end(ending);
    this.#events.announce({ event: 'gone', message, atNs: this.#engine.kernel.now() });
  }

  /** Stops bursts and waits, begins nothing new, and lets go of the function, once. */
  #end(ending: Ending): Promise<void> {
    this.#ending ??= ending;
    this.#released ??= this.#letGo();
    return this.#released;
  }

  async #letGo(): Promise<void> {
    this.#queue.stop();
    this.#engine.interrupts.stop();
    const idle = Promise.all([this.#queue.idle(), this.#bursts.stop()]);
    await Promise.race([idle, sleep(STUCK_MS)]);
    await release(this.#engine);
  }

  /** Takes its turn; refused when the end comes first. */
  #run<T>(op: string, work: () => Promise<T>): Promise<T> {
    return this.#queue.run(work, () => Promise.reject(this.#ending!(this.address, op)));
  }

  #refuseWhileReadOnly(kind: Request['kind']): void {
    if (this.armed || !requestKind(kind).writes) return;
    throw notArmed(this.address, kind);
  }
}

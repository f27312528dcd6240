import { setTimeout as sleep } from 'node:timers/promises';
import type { BurstSpec, LiveState, Outcome, Request, Snapshot } from '../../contract/bridge-contract.ts';
import { planRequest, requestKind } from '../../contract/requests/index.ts';
import type { FunctionView } from '../../contract/requests/kind.ts';
import type { Syscalls } from '../syscalls.ts';
import type { Burst, Target, TargetEvent } from '../target.ts';
import { Buffers } from './buffers.ts';
import { Bursts } from './bursts.ts';
import { closeDescriptors, type Descriptors } from './opening/index.ts';
import type { Engine } from './engine.ts';
import { FunctionState } from './function-state.ts';
import { Interrupts } from './interrupts.ts';
import { performRequest } from './perform.ts';
import type { FunctionPlace } from './place.ts';
import { cancelled, closed, notArmed } from './refusals.ts';
import { SerialQueue } from './serial-queue.ts';
import { takeSnapshot } from './snapshot.ts';

/** VFIO_PCI_REQ_IRQ_INDEX: signalled when the host wants the function back. */
const REQ_INDEX = 4;

/** A call that has not come back this long after closing was asked for is given up. */
const STUCK_MS = 1000;

/** An open function behind the `Target` interface, whatever kernel (real or simulated) answers its system calls. */
export class FunctionTarget implements Target {
  readonly address: string;
  readonly #engine: Engine;
  readonly #queue = new SerialQueue();
  readonly #bursts = new Bursts();
  readonly #listeners = new Set<(event: TargetEvent) => void>();
  #releaseRequests = 0;
  #closing: Promise<void> | undefined;

  static async start(kernel: Syscalls, place: FunctionPlace, descriptors: Descriptors): Promise<FunctionTarget> {
    const snapshot = await takeSnapshot(kernel, place, descriptors, false);
    return new FunctionTarget(kernel, place, descriptors, snapshot);
  }

  private constructor(kernel: Syscalls, place: FunctionPlace, descriptors: Descriptors, snapshot: Snapshot) {
    this.address = place.address;
    const buffers = new Buffers(kernel);
    const interrupts = new Interrupts(kernel, place.byteOrder, (signal) => {
      if (signal.index === REQ_INDEX) this.#releaseRequests += Number(signal.count);
      const what =
        signal.index === REQ_INDEX
          ? ({ event: 'release-requested', times: this.#releaseRequests } as const)
          : ({ event: 'irq', ...signal } as const);
      this.#announce({ ...what, atNs: kernel.now() });
    });
    const state = new FunctionState(snapshot, buffers);
    const gone = (message: string) => this.#announce({ event: 'gone', message, atNs: kernel.now() });
    this.#engine = { kernel, place, descriptors, buffers, interrupts, state, gone };
  }

  get armed(): boolean {
    return this.#engine.state.armed;
  }

  snapshot(): Snapshot {
    return this.#engine.state.snapshot;
  }

  inspect({ config }: { readonly config: boolean }): Promise<Snapshot> {
    return this.#run('target.inspect', async () => {
      const { kernel, place, descriptors, state } = this.#engine;
      state.refresh(await takeSnapshot(kernel, place, descriptors, config));
      return state.snapshot;
    });
  }

  view(): FunctionView {
    return this.#engine.state.view();
  }

  state(): LiveState {
    return this.#engine.state.live();
  }

  /** Arming also listens for the host's request to release the function, unless the user does so already. */
  arm(armed: boolean): void {
    this.#engine.state.armed = armed;
    if (!armed) this.#bursts.stopWriting();
    if (armed && this.#canListen()) {
      void this.#run('target.arm', () => performRequest(this.#engine, LISTEN)).catch(() => {});
    }
  }

  send(request: Request, isCancelled = () => false): Promise<Outcome> {
    return this.#run(request.kind, async () => {
      if (isCancelled()) throw cancelled(request.kind);
      this.#refuseWhileReadOnly(request.kind);
      return performRequest(this.#engine, request, isCancelled);
    });
  }

  startBurst(spec: BurstSpec): Burst {
    this.#refuseWhileReadOnly(spec.op);
    return this.#bursts.start(this.#engine, spec, (work) => this.#run('burst.drain', work));
  }

  onEvent(listener: (event: TargetEvent) => void): void {
    this.#listeners.add(listener);
  }

  /** Waits for the call under way, but not for one that never comes back. */
  close(): Promise<void> {
    this.#engine.interrupts.stop();
    const idle = Promise.all([this.#queue.idle(), this.#bursts.stop()]);
    this.#closing ??= Promise.race([idle, sleep(STUCK_MS)]).then(() => this.#release());
    return this.#closing;
  }

  /** In the order the kernel wants: disarm, close eventfds, device, group, container, and only then free the memory. */
  async #release(): Promise<void> {
    const { kernel, descriptors, interrupts, buffers } = this.#engine;
    for (const index of interrupts.armed) await this.#disarm(index);
    await interrupts.close();
    await closeDescriptors(kernel, descriptors);
    buffers.free();
  }

  async #disarm(index: number): Promise<void> {
    const { call } = planRequest({ kind: 'irq.arm', index, start: 0, count: 0 }, this.view());
    const { kernel, descriptors } = this.#engine;
    if (call.call === 'ioctl') await kernel.ioctl(descriptors.device, call.request, call.arg);
  }

  #run<T>(op: string, work: () => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(closed(this.address, op));
    return this.#queue.run(work);
  }

  #refuseWhileReadOnly(kind: Request['kind']): void {
    if (this.armed || !requestKind(kind).writes) return;
    throw notArmed(this.address, kind);
  }

  #canListen(): boolean {
    const vectors = this.view().facts.irqCounts[REQ_INDEX] ?? 0;
    return vectors > 0 && !this.#engine.interrupts.armed.includes(REQ_INDEX);
  }

  #announce(event: TargetEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const LISTEN: Request = { kind: 'irq.arm', index: REQ_INDEX, start: 0, count: 1 };

import { readFileSync } from 'node:fs';
import { labToSnapshot } from '../../../native-bridge/targets/capture/lab-capture.ts';
import { openFunction } from '../../../native-bridge/targets/function/index.ts';
import { FakeKernel, PLACE } from '../../../native-bridge/targets/function/testing/fake-kernel.ts';
import type { CallColumns, Drained, EqualCalls, NativeBurst } from '../../../native-bridge/targets/syscalls.ts';
import type { Target } from '../../../native-bridge/targets/target.ts';

/** In the place of the burst loop of the addon, for machines too busy to make the calls: the entries it would have kept at this rate. */
class MadeColumns implements NativeBurst {
  readonly #spaceNs: number;
  readonly #bytes: number;
  readonly #began = process.hrtime.bigint();
  #made = 0;
  #stopped = false;
  ended = Promise.resolve();

  constructor({ rate = 500_000, bytes }: EqualCalls) {
    this.#spaceNs = 1e9 / rate;
    this.#bytes = bytes.length;
  }

  ready(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, timeoutMs));
  }

  /** Entries up to now, as many as fit. What does not fit comes with the next drain. */
  drain({ startNs, durationNs, result }: CallColumns): Drained {
    const due = Math.floor(Number(process.hrtime.bigint() - this.#began) / this.#spaceNs) - this.#made;
    const made = this.#stopped ? 0 : Math.min(due, result.length / 4);
    const [starts, durations, results] = [startNs, durationNs, result].map((one) => new DataView(one.buffer));
    for (let entry = 0; entry < made; entry++) {
      starts!.setBigUint64(8 * entry, this.#began + BigInt(Math.floor((this.#made + entry) * this.#spaceNs)), true);
      durations!.setUint32(4 * entry, 300 + (((entry * 2_654_435_761) % 2 ** 32) >>> 22), true);
      results!.setInt32(4 * entry, this.#bytes, true);
    }
    this.#made += made;
    return { made, dropped: 0, bytes: made * this.#bytes, errors: 0, gone: false, done: this.#stopped };
  }

  stop(): void {
    this.#stopped = true;
  }
}

class MadeKernel extends FakeKernel {
  override now(): bigint {
    return process.hrtime.bigint();
  }

  startBurst(calls: EqualCalls): NativeBurst {
    return new MadeColumns(calls);
  }
}

const described = () =>
  labToSnapshot(JSON.parse(readFileSync(process.env.ZPCI_BENCH_CAPTURE ?? '', 'utf8')), 'columns', 'bench:columns');

/** Stands in for the list of targets when the bridge program of the benchmark is bundled. */
export const openTarget = (): Promise<Target> => openFunction(new MadeKernel(described()), PLACE);
export const listTargets = async () => [];

import { readFileSync } from 'node:fs';
import { loadAddon } from '../../native-bridge/addon/index.ts';
import { labToSnapshot } from '../../native-bridge/targets/capture/lab-capture.ts';
import { openFunction } from '../../native-bridge/targets/function/index.ts';
import { FakeKernel, PLACE } from '../../native-bridge/targets/function/testing/fake-kernel.ts';
import type { DmaMemory, EqualCalls, NativeBurst } from '../../native-bridge/targets/syscalls.ts';
import type { Target } from '../../native-bridge/targets/target.ts';
import { AddonSyscalls } from '../../native-bridge/targets/vfio/addon-syscalls.ts';

/** The file in the place of a function's region, and the capture it describes itself with. */
const { ZPCI_BENCH_FILE: FILE = '', ZPCI_BENCH_CAPTURE: CAPTURE = '' } = process.env;

/** Kernels put the regions of a function this far from one another. */
const REGION = 1n << 40n;

/** Describes itself as a captured function does; bursts, clock and memory are real, on a file. */
class MemfdKernel extends FakeKernel {
  readonly #real = new AddonSyscalls(loadAddon(), () => ({}));
  readonly #file = this.#real.open(FILE).rc;

  override now(): bigint {
    return this.#real.now();
  }

  override allocate(size: number): DmaMemory {
    return this.#real.allocate(size);
  }

  startBurst(calls: EqualCalls): NativeBurst {
    return this.#real.startBurst({ ...calls, fd: this.#file, position: calls.position % REGION });
  }
}

/** Stands in for the list of targets when the bridge program of the benchmark is bundled. */
export const openTarget = (): Promise<Target> => openFunction(new MemfdKernel(described()), PLACE);

const described = () => labToSnapshot(JSON.parse(readFileSync(CAPTURE, 'utf8')), 'memfd', 'bench:memfd');
export const listTargets = async () => [];

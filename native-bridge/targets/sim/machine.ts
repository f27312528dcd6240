import { functionModels } from './functions/index.ts';
import type { FunctionModel } from './functions/model.ts';
import { SimHost } from './host.ts';
import { Channel } from './ism/channel.ts';
import { eraOf } from './vfio/era.ts';
import type { SimFunction } from './zpci/function.ts';

/** Kernel the simulated host says it runs: the first with the ISM driver. */
const RELEASE = '7.2.13-simulated';

/** A simulated host with all function models plugged in and one ISM channel. */
export class SimMachine {
  readonly host = new SimHost(eraOf(RELEASE));
  readonly #parts = { channel: new Channel() };
  readonly #functions = new Map<FunctionModel, SimFunction>();

  constructor() {
    for (const model of functionModels) this.function(model);
  }

  /** The function of a model; plugged in anew when it was unplugged. */
  function(model: FunctionModel): SimFunction {
    const present = this.#functions.get(model);
    if (present && present.state !== 'gone') return present;
    const fresh = model.build(this.#parts);
    this.#functions.set(model, fresh);
    this.host.plug(fresh);
    return fresh;
  }
}

let machine: SimMachine | undefined;

/** The one simulated host of this process: functions opened one after another meet on it. */
export function simulatedHost(): SimMachine {
  machine ??= new SimMachine();
  return machine;
}

import type { BurstSpec } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { NativeCallsBurst } from './burst-native.ts';
import { BurstPlan } from './burst-plan.ts';
import { SteppedBurst } from './burst-stepped.ts';
import type { Engine } from './engine.ts';
import { isOneCall } from './equal-calls.ts';
import type { Queued, RunningBurst } from './running-burst.ts';

/**
 * Starts a burst: on threads of its own where the kernel side can and every operation is the same call, else one by one. Throws what
 * planning the first operation throws, and `absent` for more than one thread where there are none.
 */
export function startBurst(engine: Engine, spec: BurstSpec, queued: Queued): RunningBurst {
  const { kernel, state } = engine;
  const plans = new BurstPlan(spec, () => state.view());
  const whyNot = kernel.startBurst ? whyStepped(spec, plans) : 'this target makes its calls one by one';
  if (whyNot === undefined) return new NativeCallsBurst(engine, spec);
  if ((spec.threads ?? 1) > 1) throw noThreads(spec, whyNot);
  return new SteppedBurst(engine, spec, plans, queued);
}

const whyStepped = (spec: BurstSpec, plans: BurstPlan): string | undefined =>
  isOneCall(spec, plans) ? undefined : 'its operations are not all the same call at different positions';

const noThreads = ({ op, threads }: BurstSpec, why: string) =>
  new WorkbenchError({
    code: 'absent',
    message: `A burst cannot have ${threads} threads here: ${why}.`,
    next: 'Leave out the number of threads.',
    op,
  });

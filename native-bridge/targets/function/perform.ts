import { ERRNO } from '../../abi/errno.ts';
import type { Outcome, Request, SyscallRecord } from '../../contract/bridge-contract.ts';
import { planRequest } from '../../contract/requests/index.ts';
import type { Plan } from '../../contract/requests/kind.ts';
import { EFFECTS } from './effects.ts';
import type { Engine } from './engine.ts';
import { performOwn } from './own-requests.ts';
import { type CallingPlan, makePlanned, makesCall } from './planned-call.ts';
import { warningsFor } from './warnings.ts';

type Core = Pick<Outcome, 'status' | 'startNs' | 'durationNs'> & Partial<Outcome>;

/** Plans a request and carries it out: at most one system call, whatever the rules predict. Throws only what planning throws. */
export async function performRequest(engine: Engine, request: Request, isCancelled = () => false): Promise<Outcome> {
  const plan = planRequest(request, engine.state.view());
  const core = makesCall(plan) ? await ask(engine, request, plan) : await own(engine, request, isCancelled);
  return {
    warnings: [],
    path: plan.path,
    operations: plan.operations,
    modelled: engine.kernel.modelled,
    broken: plan.verdict.broken.map(({ rule }) => rule),
    change: engine.state.takeChange(),
    ...core,
  };
}

async function own(engine: Engine, request: Request, isCancelled: () => boolean): Promise<Core> {
  const { kernel, state } = engine;
  const startNs = kernel.now();
  const { allocated, ...result } = await performOwn(request, {
    ...engine,
    byteOrder: engine.place.byteOrder,
    isCancelled,
  });
  if (allocated) state.allocated(allocated);
  return { ...result, startNs, durationNs: kernel.now() - startNs };
}

async function ask(engine: Engine, request: Request, plan: CallingPlan): Promise<Core> {
  const effect = EFFECTS[request.kind]?.(engine, request, plan);
  const sent = sentFromBuffer(engine, request);
  const { result, record } = await makePlanned(engine, plan);
  const taken = result.rc >= 0;
  const said = await effect?.(result);
  if (result.errno === ERRNO.ENODEV && !taken) engine.gone(`${record.name} answered ENODEV.`);
  const data = taken ? answered(engine, plan, record) : undefined;
  return {
    status: taken ? 'ok' : 'errno',
    errno: taken ? undefined : result.errno,
    syscall: record,
    data,
    sent,
    warnings: [
      ...(said ?? []),
      ...warningsFor(request, engine.state.view(), { data, wanted: wantedCount(plan, record), got: result.rc }),
    ],
    startNs: result.startNs,
    durationNs: result.durationNs,
    snapshot: request.kind === 'device.reset' && taken ? engine.state.snapshot : undefined,
  };
}

function sentFromBuffer({ buffers }: Engine, request: Request): Uint8Array | undefined {
  const from = request.kind === 'pcistb' ? request.from : undefined;
  return from && buffers.read(from.buffer, from.at, from.length);
}

/** Bytes the request was for: read through the region, or put into the bridge's memory by the kernel. */
function answered({ buffers }: Engine, plan: Plan, record: SyscallRecord): Uint8Array | undefined {
  if (plan.collect) return buffers.readAt(plan.collect.vaddr, plan.collect.length);
  return plan.call.call === 'ioctl' ? undefined : record.out;
}

/** Bytes the call would move if all went well, where its return value counts them. */
const wantedCount = ({ call }: Plan, { length }: SyscallRecord) =>
  call.call === 'pread' || call.call === 'pwrite' ? length : undefined;

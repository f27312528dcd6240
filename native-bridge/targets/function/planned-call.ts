import type { Plan, PlannedCall } from '../../contract/requests/kind.ts';
import type { Syscalls } from '../syscalls.ts';
import type { Buffers } from './buffers.ts';
import type { Made } from './call-log.ts';
import { makeIoctl, makePread, makePwrite } from './call-log.ts';
import type { Descriptors } from './descriptors.ts';

/** A plan that makes a system call. */
export type CallingPlan = Plan & { readonly call: Exclude<PlannedCall, { call: 'none' }> };

export const makesCall = (plan: Plan): plan is CallingPlan => plan.call.call !== 'none';

/** Makes the one system call of a plan, exactly as planned; payloads taken from or put into the bridge's memory come with it. */
export async function makePlanned(
  kernel: Syscalls,
  { device, container }: Descriptors,
  buffers: Buffers,
  plan: CallingPlan,
): Promise<Made> {
  const { call } = plan;
  if (plan.stage) buffers.writeAt(plan.stage.vaddr, plan.stage.data);
  if (call.call === 'pread') return makePread(kernel, device, call.position, call.length);
  if (call.call === 'pwrite') return makePwrite(kernel, device, call.position, payload(plan, call.data, buffers));
  return makeIoctl(kernel, call.on === 'device' ? device : container, call);
}

/** What a pwrite carries: the planned bytes, or those of a buffer the plan names. */
export function payload(plan: Plan, planned: Uint8Array, buffers: Buffers): Uint8Array {
  return plan.take ? buffers.readAt(plan.take.vaddr, plan.take.length) : planned;
}

import type { Plan, PlannedCall } from '../../contract/requests/kind.ts';
import type { SyscallResult } from '../syscalls.ts';
import type { Buffers } from './buffers.ts';
import type { Made } from './call-log.ts';
import { makeIoctl, recordOf } from './call-log.ts';
import type { Engine } from './engine.ts';

/** A plan that makes a system call. */
export type CallingPlan = Plan & { readonly call: Exclude<PlannedCall, { call: 'none' }> };

export const makesCall = (plan: Plan): plan is CallingPlan => plan.call.call !== 'none';

/** A plan whose call moves bytes between memory and the device. */
export type TransferPlan = Plan & { readonly call: Exclude<PlannedCall, { call: 'none' | 'ioctl' }> };

export const movesBytes = (plan: Plan): plan is TransferPlan => makesCall(plan) && plan.call.call !== 'ioctl';

/** Makes the one system call of a plan, exactly as planned, and keeps a record of it. */
export async function makePlanned(engine: Engine, plan: CallingPlan): Promise<Made> {
  const { kernel, descriptors, buffers } = engine;
  if (!movesBytes(plan)) {
    const call = plan.call as Extract<PlannedCall, { call: 'ioctl' }>;
    return makeIoctl(kernel, call.on === 'device' ? descriptors.device : descriptors.iommu, call);
  }
  const { call } = plan;
  const data = payload(plan, buffers);
  const result = await transfer(engine, plan, data);
  return { result, record: recordOf(call.call, call.position, 'length' in call ? call.length : data, result) };
}

/** Moves the bytes of a plan with one call; those the kernel takes from the bridge's memory are put there first. */
export function transfer(
  engine: Engine,
  { call, stage }: TransferPlan,
  data: Uint8Array,
): SyscallResult | Promise<SyscallResult> {
  const { kernel, descriptors, buffers, maps } = engine;
  if (stage) buffers.writeAt(stage.vaddr, stage.data);
  switch (call.call) {
    case 'pread':
      return kernel.pread(descriptors.device, call.position, call.length);
    case 'pwrite':
      return kernel.pwrite(descriptors.device, call.position, data);
    case 's390_pci_mmio_read':
      return maps.read(call.region, call.offset, call.length);
    case 's390_pci_mmio_write':
      return maps.write(call.region, call.offset, data);
  }
}

/** What a write carries: the planned bytes, or those of a buffer the plan names. A read carries none. */
export function payload({ call, take }: TransferPlan, buffers: Buffers): Uint8Array {
  if (take) return buffers.readAt(take.vaddr, take.length);
  return 'data' in call ? call.data : NOTHING;
}

const NOTHING = new Uint8Array();

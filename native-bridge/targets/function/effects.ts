import type { Request, Snapshot } from '../../contract/bridge-contract.ts';
import type { Engine } from './engine.ts';
import { InfoCalls } from './info-calls.ts';
import type { CallingPlan } from './planned-call.ts';
import { askDeviceInfo } from './snapshot.ts';

/** What a request changes in the session, called with whether the kernel took it. */
type Effect = (taken: boolean) => void | Promise<void>;

/** Runs before the call: may fill in the planned structure. */
type Prepare = (engine: Engine, request: Request, plan: CallingPlan) => Effect;

/** Request kinds whose success changes mappings, interrupts or the function's identity. */
export const EFFECTS: Partial<Record<Request['kind'], Prepare>> = {
  'dma.map': ({ state }, _request, plan) => onSuccess(() => state.mapped(argOf(plan))),
  'dma.unmap': ({ state }, _request, plan) => onSuccess(() => state.unmapped(argOf(plan))),
  'irq.arm': armInterrupts,
  'device.reset': (engine) => onSuccess(() => askAgain(engine)),
};

const onSuccess =
  (change: () => void | Promise<void>): Effect =>
  (taken) =>
    taken ? change() : undefined;

const argOf = ({ call }: CallingPlan) => (call.call === 'ioctl' && call.arg) || new Uint8Array();

function armInterrupts({ interrupts }: Engine, request: Request, plan: CallingPlan): Effect {
  if (request.kind !== 'irq.arm') return () => {};
  const { keep, drop } = interrupts.prepare(argOf(plan), request.index, request.start, request.count);
  return (taken) => (taken ? keep() : drop());
}

/** A reset gives the function a new handle, so its device info is asked for again. */
async function askAgain({ kernel, place, descriptors, state }: Engine): Promise<void> {
  const info = new InfoCalls(kernel, place.byteOrder);
  const { bytes } = await askDeviceInfo(info, descriptors.device);
  const others = state.snapshot.calls.filter(({ name }) => !info.calls.some((call) => call.name === name));
  const newer: Partial<Snapshot> = { calls: [...others, ...info.calls] };
  state.refresh(bytes ? { ...newer, deviceInfo: bytes } : newer);
}

import { ERRNO } from '../../abi/errno.ts';
import { hexNumber } from '../../abi/hex.ts';
import type { Request, Snapshot } from '../../contract/bridge-contract.ts';
import { commandAfter } from '../../contract/command-register.ts';
import { handleOf } from '../../contract/facts.ts';
import type { SyscallResult } from '../syscalls.ts';
import type { Engine } from './engine.ts';
import { InfoCalls } from './info-calls.ts';
import { unmappedBytes } from './mappings.ts';
import type { CallingPlan } from './planned-call.ts';
import { askDeviceInfo } from './snapshot.ts';

/** What a request changes in the session, called with the kernel's answer. Answers what the user should know of it. */
type Effect = (result: SyscallResult) => Said | Promise<Said>;
type Said = readonly string[] | undefined;

/** Runs before the call: may fill in the planned structure. */
type Prepare = (engine: Engine, request: Request, plan: CallingPlan) => Effect;

/** Request kinds whose success changes mappings, interrupts, bound PASIDs, memory decoding or the function's identity. */
export const EFFECTS: Partial<Record<Request['kind'], Prepare>> = {
  'dma.map': mapMemory,
  'dma.unmap': unmapMemory,
  'irq.arm': armInterrupts,
  'config.write': writeCommand,
  'region.write': writeCommand,
  'pasid.bind': bindPasid,
  'pasid.unbind': unbindPasid,
  'device.reset': resetFunction,
};

const argOf = ({ call }: CallingPlan) => (call.call === 'ioctl' && call.arg) || new Uint8Array();
const isTaken = ({ rc }: SyscallResult) => rc >= 0;

function mapMemory({ state, place }: Engine, _request: Request, plan: CallingPlan): Effect {
  return (result) => {
    if (isTaken(result)) state.mapped(argOf(plan));
    if (result.errno === ERRNO.ENOSPC) state.exhausted();
    const advice = isTaken(result) ? undefined : place.advice?.(result.errno);
    return [...(result.errno === ERRNO.ENOSPC ? [BUDGET_SPENT] : []), ...(advice ? [advice] : [])];
  };
}

const BUDGET_SPENT =
  'The budget of mapping entries (dma_avail) is spent: unmap something, or map fewer and larger pieces.';

/** The kernel says how much it really took back; when that is not what was mapped here, the list here may be wrong. */
function unmapMemory({ state }: Engine, _request: Request, plan: CallingPlan): Effect {
  return (result) => {
    if (!isTaken(result)) return undefined;
    const listed = state.unmapped(argOf(plan));
    const taken = result.out ? unmappedBytes(result.out, state.dialect) : listed;
    if (taken === listed) return undefined;
    return [`The kernel unmapped ${hexNumber(taken)} bytes; ${hexNumber(listed)} were mapped there.`];
  };
}

function armInterrupts({ interrupts, state }: Engine, request: Request, plan: CallingPlan): Effect {
  if (request.kind !== 'irq.arm') return () => undefined;
  const { keep, drop } = interrupts.prepare(argOf(plan), request.index, request.start, request.count);
  return async (result) => {
    await (isTaken(result) ? keep() : drop());
    if (isTaken(result)) state.irqsArmed(request);
    return undefined;
  };
}

function writeCommand({ state }: Engine, request: Request): Effect {
  return (result) => {
    const command = commandAfter(request);
    if (isTaken(result) && command !== undefined) state.commanded(command);
    return undefined;
  };
}

function bindPasid({ state }: Engine, request: Request): Effect {
  return (result) => {
    if (isTaken(result) && request.kind === 'pasid.bind') state.bound(Number(request.hpasid));
    return undefined;
  };
}

function unbindPasid({ state }: Engine, request: Request): Effect {
  return (result) => {
    if (isTaken(result) && request.kind === 'pasid.unbind') state.unbound(Number(request.hpasid));
    return undefined;
  };
}

/** A reset gives the function a new handle, so its device info is asked for again; what was read of the function before is void. */
function resetFunction(engine: Engine): Effect {
  return async (result) => {
    if (!isTaken(result)) return undefined;
    const { kernel, place, descriptors, state } = engine;
    const before = handleOf(state.snapshot);
    const info = new InfoCalls(kernel, place.byteOrder);
    const { bytes } = await askDeviceInfo(info, descriptors.device);
    const others = state.snapshot.calls.filter(({ name }) => !info.calls.some((call) => call.name === name));
    const newer: Partial<Snapshot> = {
      takenAt: BigInt(Date.now()) * 1_000_000n,
      attributes: { ...kernel.attributes(place.bdf) },
      calls: [...others, ...info.calls],
      config: undefined,
    };
    state.refresh(bytes ? { ...newer, deviceInfo: bytes } : newer);
    state.commanded(undefined);
    return afterReset(before, handleOf(state.snapshot));
  };
}

/** What holds after a reset and what does not. */
function afterReset(before: number | undefined, after: number | undefined): string[] {
  return [handleChange(before, after), LOST_BY_RESET].filter((line) => line !== undefined);
}

function handleChange(before: number | undefined, after: number | undefined): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (before === after) return `The function handle is still ${hexNumber(after)}.`;
  return `The function handle is now ${hexNumber(after)}; ${hexNumber(before)} is void.`;
}

const LOST_BY_RESET =
  'What was set up inside the function is lost (registers, queues, registered buffers and their tokens), and configuration space has ' +
  'to be read again. Mappings and armed interrupts stay.';

import type { BurstSpec } from '../../contract/bridge-contract.ts';
import type { EqualCalls } from '../syscalls.ts';
import type { CallingPlan } from './planned-call.ts';

/** The call every operation of a burst is, when they are all equal and follow each other at once; undefined otherwise. */
export function equalCall(
  { stride, rate }: BurstSpec,
  { call }: CallingPlan,
): Pick<EqualCalls, 'write' | 'position' | 'bytes'> | undefined {
  if (stride !== 0 || rate !== undefined || call.call === 'ioctl') return undefined;
  const { position } = call;
  if (call.call === 'pwrite') return { write: true, position, bytes: call.data };
  return { write: false, position, bytes: new Uint8Array(call.length) };
}

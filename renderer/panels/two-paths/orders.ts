import type { Session } from '../../../electron/contract/app-contract.ts';
import { isIsm, longestStore } from '../../../electron/contract/two-paths/lanes.ts';
import { SHORTEST, type TwoPathsOrder } from '../../../electron/contract/two-paths/messages.ts';
import { parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import type { TwoPathsForm } from '../../store/two-paths.ts';

/** Lengths that can be chosen on a function: powers of two up to its longest store block. */
export function lengthsOf({ snapshot }: Session): number[] {
  const lengths: number[] = [];
  for (let length = SHORTEST; length <= longestStore(snapshot); length *= 2) lengths.push(length);
  return lengths;
}

/** The function at the other end of the simulated channel; elsewhere nobody is known. */
export function usualPeer({ address, snapshot }: Session): string {
  if (!isIsm(snapshot) || !address.startsWith('sim:')) return '';
  return address.startsWith('sim:ism-peer') ? 'sim:ism' : 'sim:ism-peer';
}

/** The order a form stands for on a session, or what is wrong with it. */
export function orderOf(form: TwoPathsForm, session: Session): TwoPathsOrder | { readonly reason: string } {
  const peer = (form.peer ?? usualPeer(session)).trim();
  const longest = lengthsOf(session).at(-1) ?? SHORTEST;
  const common = { length: Math.min(form.length, longest), payload: form.payload, space: 0, offset: 0n };
  if (peer) return { ...common, peer };
  const space = parseUnsigned(form.space);
  const offset = parseUnsigned(form.offset);
  if (space === undefined || space > 5n) return { reason: 'The space is a number from 0 to 5.' };
  if (offset === undefined) return { reason: 'The offset is a number: 0x… or decimal.' };
  return { ...common, space: Number(space), offset };
}

import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { knownOf } from '../../../native-bridge/contract/facts.ts';
import type { StorePath } from '../../../native-bridge/rules/types.ts';
import type { LaneId } from './messages.ts';

/** The ways one payload is stored, and whether a function offers them. */

export interface Lane {
  readonly id: LaneId;
  readonly title: string;
  /** Bytes a store moves; absent = the payload as a whole. */
  readonly piece?: number;
}

export const lanes: readonly Lane[] = [
  { id: 'whole', title: 'One store block' },
  { id: 'eight', title: '8-byte pieces', piece: 8 },
  { id: 'four', title: '4-byte pieces', piece: 4 },
];

/** Bytes one store of the lane moves. */
export const pieceOf = ({ piece }: Lane, length: number): number => piece ?? length;
export const storesOf = (lane: Lane, length: number): number => length / pieceOf(lane, length);

/** Paths on which one request is one PCISTB, whatever its length. */
const BLOCK_PATHS: readonly StorePath[] = ['ism-vfio-pci', 'zpci-io'];

/** A lane on a function: the store path its requests take, or why there is none. */
export type LanePath = { readonly path: StorePath } | { readonly missing: string };

/** Which way the stores of a lane take on the function as it was probed. Nothing falls back: a way that is not there has a reason. */
export function lanePath(lane: Lane, { paths }: Pick<Snapshot, 'paths'>): LanePath {
  const wanted = lane.piece === undefined ? paths.filter(({ path }) => BLOCK_PATHS.includes(path)) : paths;
  const present = wanted.find((one) => one.present);
  if (present) return { path: present.path };
  const reasons = wanted.flatMap(({ path, reason }) => (reason ? [`${path}: ${reason}`] : []));
  return { missing: reasons.join(' ') || 'The function offers no way to store.' };
}

/** Longest store block of the function, bytes: the payload is no longer. */
export const longestStore = (snapshot: Snapshot): number => knownOf(snapshot).facts.maxstbl;

/** The function type that has peers. */
export function isIsm(snapshot: Snapshot): boolean {
  return knownOf(snapshot).facts.relaxed;
}

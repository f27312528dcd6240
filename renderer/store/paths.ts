import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';

/** A way a store block can take, as the snapshot tells of it. */
export type PathFacts = Snapshot['paths'][number];

/** What the snapshot says about a store path, by its id. */
export const pathOf = (
  snapshot: Pick<Snapshot, 'paths'> | undefined,
  path: string | undefined,
): PathFacts | undefined => snapshot?.paths.find((one) => one.path === path);

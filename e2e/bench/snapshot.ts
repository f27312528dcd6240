import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';

/** The function that the recordings of benchmarks are of. */
export const snapshot: Snapshot = {
  address: 'bench',
  title: 'Benchmark',
  kind: 'sim',
  takenAt: 0n,
  byteOrder: 'be',
  modelled: true,
  host: {},
  attributes: {},
  regions: [],
  irqs: [],
  config: new Uint8Array(256),
  paths: [],
  calls: [],
};

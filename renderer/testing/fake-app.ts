import {
  APP_PROTOCOL,
  type AppContract,
  appContract,
  type RequestRow,
  type Session,
  type ThroughputSlice,
} from '../../electron/contract/app-contract.ts';
import { carrierPair } from '../../electron/workbench/testing/carrier-pair.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../native-bridge/contract/method-table.ts';
import { type Carrier, Peer } from '../../native-bridge/contract/peer.ts';

/** The other side of a window, for tests of the store: answers what the test says and nothing else. */

const HOST = {
  protocol: APP_PROTOCOL,
  version: '0.1.0',
  host: 'serve',
  platform: 'test',
  folder: '/folder',
  desktop: false,
} as const;

function refuse(method: string): never {
  throw new WorkbenchError({ code: 'unexpected', message: `The test does not answer ${method}.` });
}

const defaults: Partial<Handlers<AppContract>> = {
  hello: () => HOST,
  'targets.list': () => ({ targets: [], files: [], recent: [], hosts: [] }),
  'session.list': () => ({ sessions: [] }),
  'throughput.slices': () => ({ binNs: 100_000_000n, slices: [] }),
};

/** A carrier for the window, and the workbench's end of it. */
export function fakeApp(answers: Partial<Handlers<AppContract>> = {}) {
  const [mine, theirs] = carrierPair();
  const handlers = Object.fromEntries(
    Object.keys(appContract.methods).map((name) => [
      name,
      { ...defaults, ...answers }[name as 'hello'] ?? (() => refuse(name)),
    ]),
  ) as unknown as Handlers<AppContract>;
  const app = new Peer(theirs, noContract, appContract, handlers);
  return { carrier: mine as Carrier, app };
}

export const session = (change: Partial<Session> = {}): Session => ({
  id: 's1',
  address: 'sim:ism',
  title: 'ISM',
  kind: 'sim',
  condition: 'live',
  snapshot: {
    address: 'sim:ism',
    title: 'ISM',
    kind: 'sim',
    takenAt: 1n,
    byteOrder: 'be',
    modelled: true,
    host: {},
    attributes: {},
    regions: [],
    irqs: [],
    paths: [],
    calls: [],
  },
  state: {
    armed: false,
    mappings: [],
    dmaAvail: 65_535,
    buffers: [],
    scratch: { name: 'scratch', vaddr: 0x1000n, size: 8192 },
  },
  requests: 0,
  errors: 0,
  durationNs: 0n,
  startedAt: 0n,
  ...change,
});

export const row = (seq: number, change: Partial<RequestRow> = {}): RequestRow => ({
  seq,
  atNs: BigInt(seq) * 1000n,
  durationNs: 100n,
  kind: 'pcistb',
  request: { space: 0, offset: '0x0' },
  status: 'ok',
  bytes: 8,
  broken: [],
  warnings: [],
  modelled: true,
  ...change,
});

export const rows = (from: number, count: number): RequestRow[] =>
  Array.from({ length: count }, (_, i) => row(from + i));

export const slice = (change: Partial<ThroughputSlice> = {}): ThroughputSlice => ({
  atNs: 50_000_000n,
  spanNs: 100_000_000n,
  ops: 10,
  bytes: 40_960,
  errors: 0,
  operations: 10,
  p50: 1000,
  p90: 2000,
  p99: 3000,
  max: 4000,
  dropped: 0,
  modelled: true,
  parts: [],
  ...change,
});

import { parseHex } from '../../../native-bridge/abi/hex.ts';
import { SlicedBurst } from '../../../native-bridge/bridge/sliced-burst.ts';
import {
  type BurstSlice,
  bridgeContract,
  type Check,
  type LiveState,
  noContract,
  type Outcome,
  type Request,
  type Snapshot,
} from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { EventInput, Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { standingOf, withChanges } from '../../../native-bridge/contract/state-change.ts';
import { changeOf } from '../../contract/programs/effect.ts';
import { BridgeClient } from '../bridge-client/bridge-client.ts';
import type { Ways } from '../hosts/bridges.ts';
import { carrierPair } from './carrier-pair.ts';

/** A bridge program in this process, for tests: one function of few words whose answers a test may replace. */
export class FakeBridge {
  /** Answers a request; tests replace it. The default takes everything, keeps buffers, and gives zeros. */
  answer: (request: Request) => Outcome | Promise<Outcome> = (request) => this.ok(request);
  /** Columns of a burst, one drain after another. */
  burst: BurstSlice[] = [];
  /** Answers a drain; tests replace it. */
  drain: () => BurstSlice | Promise<BurstSlice> = () => this.burst.shift() ?? burstSlice([], { done: true });
  /** Called when a target is opened; tests throw what keeps it closed. */
  open: (address: string) => void = () => {};
  /** Answers a doctor's run, telling checks; tests replace it. */
  doctor: (params: { run: number; function?: string }, tell: (run: number, check: Check) => void) => Check[] = () => [];
  readonly sent: Request[] = [];
  readonly opened: string[] = [];
  readonly bound: string[] = [];
  state: LiveState = emptyState();
  readonly #peer: Peer<typeof noContract, typeof bridgeContract>;
  readonly client: Promise<BridgeClient>;
  #now = 1_000_000_000n;
  #sliced: SlicedBurst | undefined;

  constructor() {
    const [mine, theirs] = carrierPair();
    this.#peer = new Peer(mine, noContract, bridgeContract, this.#handlers());
    this.client = BridgeClient.connect(theirs);
  }

  /** The way to every target, which leads here. */
  get ways(): Ways {
    return { for: async (address) => ({ bridge: await this.client, address }) };
  }

  /** What a request gets when all goes well, taking 1000 ns of the fake's clock. */
  ok(request: Request, part: Partial<Outcome> = {}): Outcome {
    this.#now += 2000n;
    const change = changeOf(request, this.state);
    if (change) this.state = withChanges(this.state, [change]);
    const times = { startNs: this.#now, durationNs: 1000n, modelled: true };
    const data = 'length' in request && request.length ? new Uint8Array(request.length) : undefined;
    return { status: 'ok', data, warnings: [], broken: [], change, ...times, ...part };
  }

  /** Dies as a killed process would. */
  die(): void {
    this.#peer.close();
  }

  emit(event: Omit<EventInput<typeof bridgeContract, 'target.event'>, 'target'>): void {
    this.#peer.emit('target.event', { target: 1, ...event });
  }

  #handlers(): Handlers<typeof bridgeContract> {
    const change = () => standingOf(this.state);
    return {
      hello: () => ({ protocol: 1, version: 'fake', pid: 1, platform: 'linux', byteOrder: 'be', kernel: '0' }),
      'targets.list': () => ({ targets: [] }),
      'doctor.run': (params) => ({
        checks: this.doctor(params, (run, check) => this.#peer.emit('doctor.check', { run, check })),
      }),
      'function.bind': ({ function: name }) => {
        this.bound.push(name);
        return { before: 'nvme', driver: 'vfio-pci', why: 'it takes every function' };
      },
      'function.restore': () => ({ driver: 'nvme' }),
      'target.open': ({ address }) => {
        if (address.startsWith('sim:none')) throw unknownTarget(address);
        this.open(address);
        return { target: this.opened.push(address), snapshot: fakeSnapshot(), state: this.state };
      },
      'target.inspect': () => ({ snapshot: fakeSnapshot(), change: change() }),
      'target.arm': ({ armed }) => {
        this.state = { ...this.state, armed };
        return { change: change() };
      },
      'target.measure': () => ({ source: 'fmb', atNs: 0n, bytes: new Uint8Array(48) }),
      'target.close': () => ({}),
      'request.send': ({ request }) => {
        this.sent.push(request);
        return this.answer(request);
      },
      'burst.start': () => {
        this.#sliced = new SlicedBurst({ drain: async () => this.drain(), stop() {} });
        return { burst: 1, path: 'ism-vfio-pci' as const };
      },
      'burst.drain': () => this.#sliced!.drain(),
      'burst.stop': () => {
        this.burst = [];
        return {};
      },
    };
  }
}

const unknownTarget = (address: string) =>
  new WorkbenchError({ code: 'unknown-target', message: `There is no target ${address}.`, next: 'List the targets.' });

/** Columns of operations given as [start ns, duration ns, result]. */
export function burstSlice(
  operations: readonly (readonly [bigint, number, number])[],
  part: Partial<BurstSlice> = {},
): BurstSlice {
  const count = operations.length;
  const columns = {
    startNs: new BigUint64Array(count),
    durationNs: new Uint32Array(count),
    result: new Int32Array(count),
  };
  operations.forEach(([start, duration, result], index) => {
    columns.startNs[index] = start;
    columns.durationNs[index] = duration;
    columns.result[index] = result;
  });
  const bytes = operations.reduce((sum, [, , result]) => sum + Math.max(result, 0), 0);
  const errors = operations.filter(([, , result]) => result < 0).length;
  return {
    count,
    bytes,
    errors,
    startNs: new Uint8Array(columns.startNs.buffer),
    durationNs: new Uint8Array(columns.durationNs.buffer),
    result: new Uint8Array(columns.result.buffer),
    dropped: 0,
    operations: count,
    done: false,
    modelled: true,
    ...part,
  };
}

function emptyState(): LiveState {
  const scratch = { name: 'scratch', vaddr: 0x3ff_8000_0000n, size: 8192 };
  return { armed: false, mappings: [], dmaAvail: 65_535, buffers: [], scratch };
}

/** An ISM function on `ism_vfio_pci`: the device info is vector V05 of the layouts' tests, with two BARs and an IOVA window. */
function fakeSnapshot(): Snapshot {
  return {
    address: 'sim:ism',
    title: 'Fake ISM',
    kind: 'sim',
    takenAt: 1n,
    byteOrder: 'be',
    modelled: true,
    host: { kernel: 'fake' },
    backend: 'type1v2',
    attributes: { pft: new Uint8Array([0x35]) },
    deviceInfo: parseHex(DEVICE_INFO)!,
    regions: [
      { index: 0, bytes: parseHex('00000020000000030000000000000000 0001000000000000 0000000000000000')! },
      { index: 2, bytes: parseHex('00000020000000030000000200000000 0000000000010000 0002000000000000')! },
    ],
    irqs: [{ index: 0, errno: 22 }],
    iommuInfo: parseHex(IOMMU_INFO)!,
    paths: [
      { path: 'ism-vfio-pci', title: 'ism_vfio_pci', present: true, consequence: 'One request is one store block.' },
    ],
    calls: [
      { name: 'ioctl VFIO_DEVICE_GET_INFO', on: 'device', request: 0x3b6b, in: parseHex('00')!, rc: 0, errno: 0 },
    ],
  };
}

const DEVICE_INFO =
  '000000d0000000830000000900000005000000180000000000010002000000400000000100000000000003ffffffffff07c000000050050aa100004200000000000200020000007000000000000000fffe0000000000000000000000000000010fa0000100800100100000000000000000030001000000c000000040c9e2d440c4c5d4d640f0f1404040404040404040404040404040404040404040404040404040404040404040404040404040404040404040404040404040404040404000000000000400010000000000000004800c0003';
const IOMMU_INFO =
  '000000680000000300000000000010000000001800000000000200010000003800000000000000000000000000001000000000001000000000030001000000480000ffff00000000000100010000000000000001000000000000000100000000000000013fffffff';

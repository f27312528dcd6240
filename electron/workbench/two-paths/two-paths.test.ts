import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { appContract } from '../../contract/app-contract.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import type { LanePart, TwoPathsOrder } from '../../contract/two-paths/messages.ts';
import { OLD_BYTE, payloadOf, twoPathsProgram } from '../../contract/two-paths/program.ts';
import { bridgeCommandOf, temporaryInstallation } from '../testing/bundles.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';

type Window = Peer<typeof appContract, typeof noContract>;

const ORDER: TwoPathsOrder = { length: 4096, payload: 'counter', peer: 'sim:ism-peer', space: 0, offset: 0n };
const PAYLOAD = payloadOf(ORDER);

let workbench: Workbench;
let window: Window;
let runs = 0;
beforeAll(async () => {
  const bridgeCommand = bridgeCommandOf(await temporaryInstallation(['bridge']));
  const folder = await mkdtemp(join(tmpdir(), 'zpci-two-paths-'));
  workbench = new Workbench({ folder, bridgeCommand, version: '1.2.3', host: 'serve' });
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  window = new Peer(mine, appContract, noContract, {});
});
afterAll(() => workbench.close());

/** Opens and arms a function, runs an order on it, and joins the parts of each lane. */
async function runOn(address: string, order: Partial<TwoPathsOrder>) {
  const { session } = await window.call('session.open', { address });
  await window.call('session.arm', { session: session.id, armed: true });
  const run = ++runs;
  const lanes = new Map<string, LanePart>();
  const finished = new Promise<{ error?: { code: string; message: string } }>((resolve) =>
    window.on('two-paths.progress', (told) => {
      if (told.run !== run) return;
      const { part } = told;
      const known = part && lanes.get(part.lane);
      if (part) {
        const operations = [...(known?.operations ?? []), ...part.operations];
        lanes.set(part.lane, { ...known, ...part, operations });
      }
      if (told.finished) resolve(told);
    }),
  );
  await window.call('two-paths.run', { session: session.id, run, order: { ...ORDER, ...order } });
  const { error } = await finished;
  const rows = await window.call('requests.page', { session: session.id, from: 0, count: 1000, filter: {} });
  await window.call('session.close', { session: session.id });
  return { lanes, error, rows: rows.rows };
}

describe('one payload, stored three ways into the memory of a peer', () => {
  test('takes 1, 512 and 1,024 device operations, and arrives whole in the end every time', async () => {
    const { lanes, error } = await runOn('sim:ism', {});
    expect(error).toBeUndefined();
    const counts = [...lanes].map(([id, { operations, end, torn }]) => [id, operations.length, end ?? torn]);
    expect(counts).toEqual([
      ['whole', 1, PAYLOAD],
      ['eight', 512, PAYLOAD],
      ['four', 1024, PAYLOAD],
    ]);
    expect([...lanes.values()].every(({ operations }) => operations.every((one) => one.operations === 1))).toBe(true);
  });

  test('signals once for a whole block and once a piece otherwise, first when all but one piece is old', async () => {
    const { lanes } = await runOn('sim:ism', { length: 256 });
    expect([...lanes.values()].map(({ signals }) => signals)).toEqual([
      { first: 1 },
      { first: 1, all: 32 },
      { first: 1, all: 64 },
    ]);
    const torn = lanes.get('eight')!.torn!;
    expect([...torn.subarray(0, 8)]).toEqual([...PAYLOAD.subarray(0, 8)]);
    expect([...torn.subarray(8)]).toEqual(new Array(248).fill(OLD_BYTE));
    expect(lanes.get('whole')!.torn).toEqual(PAYLOAD.subarray(0, 256));
  });

  test('is one request a store: every row is one system call', async () => {
    const { rows } = await runOn('sim:ism', { length: 64 });
    const stores = rows.filter(({ kind, request }) => kind === 'pcistb' && 'from' in request);
    expect(stores).toHaveLength(1 + 8 + 16);
    expect(stores.every(({ syscall, rc, bytes }) => syscall?.startsWith('pwrite') && rc === bytes)).toBe(true);
  });
});

test('a function whose driver cuts stores has no lane for a whole block, and the others run', async () => {
  const { lanes, error } = await runOn('sim:nic', { length: 64, peer: undefined });
  expect(error).toBeUndefined();
  expect([...lanes].map(([id, { operations }]) => [id, operations.length])).toEqual([
    ['eight', 8],
    ['four', 16],
  ]);
});

test('a peer that cannot be told about ends the run before anything is stored', async () => {
  const { lanes, error } = await runOn('sim:ism?path=bar8', {});
  expect(lanes.size).toBe(0);
  expect(error).toMatchObject({ code: 'not-as-expected', message: expect.stringContaining('QUERY_INFO') });
});

test('the shipped program is what the picture sends', async () => {
  const path = join(import.meta.dirname, '../../../assets/programs/two-paths.zpci.json');
  const { $schema: _, ...shipped } = parseProgram(await readFile(path, 'utf8'), path);
  const ism = { path: 'ism-vfio-pci', title: '', present: true, consequence: '' } as const;
  const made = twoPathsProgram(ORDER, { paths: [ism], buffers: [] });
  expect(shipped).toEqual(JSON.parse(JSON.stringify(made)));
});

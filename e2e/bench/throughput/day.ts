import { appContract } from '../../../electron/contract/app-contract.ts';
import { SessionLog } from '../../../electron/workbench/session-log.ts';
import { burstSlice } from '../../../electron/workbench/testing/fake-bridge.ts';
import { silentListener } from '../../../electron/workbench/workbench-session.ts';
import { SlicedBurst } from '../../../native-bridge/bridge/sliced-burst.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { createWorkbenchStore } from '../../../renderer/store/workbench-store.ts';
import { fakeApp, session } from '../../../renderer/testing/fake-app.ts';

/**
 * A day of a burst, as fast as it goes: columns through the bridge's slicer, the session's log and the store of a window that looks at
 * all of it. Prints what is kept after 1, 6 and 24 hours, as JSON. Needs --expose-gc.
 */
const HOURS = [1, 6, 24];
const SECOND = 1_000_000_000n;
/** An operation every half second: a slice each. */
const OPS_A_SECOND = 2n;
const SPEC = { op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 } as const;

let second = 0n;
const columns = () => {
  const at = second++ * SECOND;
  return burstSlice(
    Array.from(
      { length: Number(OPS_A_SECOND) },
      (_, i) =>
        [at + (BigInt(i) * SECOND) / OPS_A_SECOND, 1000 + ((Number(second) * 7919 + i * 104_729) % 90_000), 8] as const,
    ),
  );
};
const burst = new SlicedBurst({ drain: async () => columns(), stop() {} });
const log = new SessionLog(silentListener);
const taken = log.burst(SPEC, 'mmio');

const { carrier, app } = fakeApp({
  'session.list': () => ({ sessions: [session()] }),
  'throughput.slices': ({ session: _, ...stretch }) => log.throughput.slices(stretch),
});
const store = createWorkbenchStore();
await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
store.setState({ currentId: 's1' });
const throughput = () => store.getState().views.s1?.throughput;
store.getState().actions.showStretch('all');

async function look(): Promise<void> {
  const { reach } = log.throughput;
  if (reach) app.emit('throughput', { session: 's1', reach, nowNs: reach.endNs });
  await new Promise((resolve) => setTimeout(resolve, 0));
  store.getState().actions.readThroughput('s1');
  await new Promise((resolve) => setTimeout(resolve, 0));
}

async function readings() {
  for (let i = 0; i < 20; i++) await look();
  (globalThis as unknown as { gc(): void }).gc();
  const slices = throughput()!.slices;
  return {
    spans: log.throughput.size,
    rows: log.rows.total,
    windowSlices: slices.length,
    heapMiB: process.memoryUsage().heapUsed / 2 ** 20,
    ops: Number(second * OPS_A_SECOND),
    seen: slices.reduce((sum, { ops }) => sum + ops, 0),
    seenFromS: Number(slices[0]!.atNs) / 1e9,
    seenToS: Number(slices.at(-1)!.atNs) / 1e9,
  };
}

const told = [];
for (const hour of HOURS) {
  while (second < BigInt(hour) * 3600n) {
    await taken(await burst.drain());
    if (second % 300n === 0n) await look();
  }
  told.push({ hour, ...(await readings()) });
}
console.log(JSON.stringify(told));
process.exit(0);

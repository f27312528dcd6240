import { afterAll, beforeAll, expect, test } from 'vitest';
import { settledSample } from '../../electron/workbench/measurement/settled.ts';
import { MeasurementWatch } from '../../electron/workbench/measurement/watch.ts';
import { LiveSession } from '../../electron/workbench/session.ts';
import type { Request } from '../../native-bridge/contract/bridge-contract.ts';
import { bridges } from './target/bridges.ts';
import { lab } from './the-lab.ts';

/** The independent count on a real kernel: its `statistics` file, which QEMU's measurement block fills. Each test goes on where the one before ended. */

let session: LiveSession;
let watch: MeasurementWatch;

beforeAll(async () => {
  await lab.ssh('umount /sys/kernel/debug');
  session = await LiveSession.open(bridges, lab.address('net'), { id: 's', version: 'lab' });
  watch = new MeasurementWatch(session, { sampled: () => undefined, ended: () => undefined });
});
afterAll(() => session.close());

const statistics = `/sys/kernel/debug/pci/${lab.bdf('net')}/statistics`;

test('without debugfs the count says how to mount it', async () => {
  await expect(watch.sample()).rejects.toMatchObject({
    info: { code: 'absent', next: expect.stringContaining('mount -t debugfs') },
  });
});

test('a function that vfio has just reset stands still, and the count says what begins measuring anew', async () => {
  await lab.sh('mount -t debugfs none /sys/kernel/debug');
  await expect(settledSample(watch)).rejects.toMatchObject({
    info: { code: 'absent', next: expect.stringContaining('write 0 and then 1') },
  });
});

/** A field of virtio's common configuration that keeps what is written: storing there does nothing. */
const FIELD = { space: 4, offset: 0x28n } as const;
const REQUESTS: readonly Request[] = [
  ...Array<Request>(3).fill({ kind: 'pcilg', ...FIELD, length: 8 }),
  ...Array<Request>(4).fill({ kind: 'pcistb', ...FIELD, data: new Uint8Array(16), pageOffset: 0 }),
];

test('what the function counted is what was sent: a store block that is cut in two counts as two stores', async () => {
  await lab.sh(`echo 0 >${statistics} && echo 1 >${statistics}`);
  await session.arm(true);
  for (const request of REQUESTS) expect(await session.send(request)).toMatchObject({ status: 'ok' });
  expect(await settledSample(watch)).toMatchObject({
    source: 'debugfs',
    updateMs: 4000,
    ours: { load_operations: { sure: 3 }, store_operations: { sure: 8 }, store_block_operations: { sure: 0 } },
    counters: { load_operations: 3n, store_operations: 8n, store_block_operations: 0n },
    alarms: [],
  });
});

test('measuring that is turned off is said to be off', async () => {
  await lab.sh(`echo 0 >${statistics}`);
  await expect(watch.sample()).rejects.toMatchObject({ info: { code: 'absent', next: expect.stringContaining('1') } });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EMPTY_STATE, type Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import { lastOf } from '../../native-bridge/rules/iova.ts';
import { toJson } from './json.ts';
import { RecordedSession } from './player/recorded-session.ts';
import { Recorder } from './recorder/recorder.ts';
import { toldMoment } from './told.ts';

const MAPPINGS = 65_535;

const snapshot: Snapshot = {
  ...{ address: 'test', title: 'Test', kind: 'sim', takenAt: 0n, byteOrder: 'be', modelled: true },
  ...{ host: {}, attributes: {}, regions: [], irqs: [], paths: [], calls: [] },
};

test('a moment with as many mappings as there can be fits a message; its mappings come page by page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpci-moment-'));
  const path = join(folder, 'many.mcap');
  const recorder = await Recorder.create(path, { version: 'test', epochNs: 0n, clock: () => 0n });
  recorder.session({ address: 'test', title: 'Test', kind: 'sim', startedAt: 0n, atNs: 0n, snapshot }, 'test');
  const mappings = Array.from({ length: MAPPINGS }, (_, n) => ({
    ...{ iova: 0x1_0000_0000n + BigInt(n) * 0x1000n, size: 0x1000n, vaddr: 0x7fff_0000_0000n, read: true, write: true },
    buffer: 'a buffer with a long name',
  }));
  recorder.state(0n, { ...EMPTY_STATE, mappings });
  recorder.mark(0n, 'here');
  await recorder.finish();

  const session = await RecordedSession.open(path, 'r');
  const moment = toldMoment(await session.at({ rows: 1 }));
  expect(moment).toMatchObject({ unlisted: MAPPINGS, state: { mappings: [] } });
  const all: typeof mappings = [];
  for (let more = true; more; ) {
    const page = await session.mappings({ rows: 1 }, all.length === 0 ? 0n : lastOf(all.at(-1)!) + 1n);
    expect(JSON.stringify(toJson(page)).length).toBeLessThan(MAX_FRAME_BYTES);
    all.push(...(page.mappings as typeof mappings));
    more = page.more;
  }
  expect(all).toEqual(mappings);
  await session.close();
  await rm(folder, { recursive: true });
});

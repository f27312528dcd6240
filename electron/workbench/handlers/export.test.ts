import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { appContract } from '../../contract/app-contract.ts';
import { shippedAssets } from '../assets.ts';
import { exportFormats } from '../export/formats/index.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';

const SAMPLE = join(shippedAssets(), 'recordings/ism-hello.mcap');

let workbench: Workbench;
let window: Peer<typeof appContract, typeof noContract>;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-export-window-'));
  workbench = new Workbench({ folder, bridgeCommand: ['false'], version: '1.2.3', host: 'serve' });
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  window = new Peer(mine, appContract, noContract, {});
});
afterEach(() => workbench.close());

describe('a window', () => {
  test('is told the formats and exports an open recording into the workbench folder, again if it likes', async () => {
    const { formats } = await window.call('export.formats', {});
    expect(formats.map(({ name }) => name)).toEqual(exportFormats.map(({ name }) => name));
    const { id: session } = (await window.call('session.open', { address: SAMPLE })).session;
    for (const run of [1, 2]) {
      const exported = await window.call('export.run', { run, session, format: 'csv' });
      expect(exported).toMatchObject({ path: join(folder, 'exports/ism-hello.csv'), requests: 16 });
      expect((await readFile(exported.path, 'utf8')).length).toBe(exported.bytes);
    }
    expect(await readdir(join(folder, 'exports'))).toEqual(['ism-hello.csv']);
  });

  test('stops an export, and nothing of it stays', async () => {
    const { id: session } = (await window.call('session.open', { address: SAMPLE })).session;
    const ended = window.call('export.run', { run: 1, session, format: 'json' }).catch((thrown) => thrown.info);
    await window.call('export.stop', { run: 1 });
    expect(await ended).toMatchObject({ code: 'stopped' });
    expect(await readdir(join(folder, 'exports'))).toEqual([]);
  });

  test('is refused a format that does not exist', async () => {
    const { id: session } = (await window.call('session.open', { address: SAMPLE })).session;
    await expect(window.call('export.run', { run: 1, session, format: 'xml' })).rejects.toMatchObject({
      info: { code: 'bad-request' },
    });
  });
});

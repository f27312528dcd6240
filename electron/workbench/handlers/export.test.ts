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

  test('gives a file a name, which is one in the folder of exports and takes the place of none', async () => {
    const { id: session } = (await window.call('session.open', { address: SAMPLE })).session;
    const call = (run: number, name: string) => window.call('export.run', { run, session, format: 'csv', name });
    expect((await call(1, '../../mine')).path).toBe(join(folder, 'exports/mine.csv'));
    expect((await call(2, 'other.csv')).path).toBe(join(folder, 'exports/other.csv'));
    await expect(call(3, 'mine')).rejects.toMatchObject({ info: { message: expect.stringContaining('exists') } });
    expect((await readdir(join(folder, 'exports'))).sort()).toEqual(['mine.csv', 'other.csv']);
  });

  test('exports on a desktop to where the person said, and nowhere else', async () => {
    const path = join(folder, 'elsewhere.csv');
    const proposed: unknown[] = [];
    const saveExport = async (...asked: unknown[]) => {
      proposed.push(asked);
      return path;
    };
    const dialogs = { open: async () => [], save: async () => undefined, saveExport };
    const [mine, theirs] = carrierPair();
    workbench.attach(theirs, { dialogs, commandsChanged() {}, recentFiles() {} });
    const desk = new Peer(mine, appContract, noContract, {});
    const { id: session } = (await desk.call('session.open', { address: SAMPLE })).session;
    const run = () => desk.call('export.run', { run: 1, session, format: 'csv', path });
    await expect(run()).rejects.toMatchObject({ info: { code: 'not-chosen' } });
    expect(await desk.call('export.place', { session, format: 'csv' })).toEqual({ path });
    expect(proposed).toEqual([[expect.any(String), '.csv', join(folder, 'exports/ism-hello.csv')]]);
    expect(await run()).toMatchObject({ path, requests: 16 });
    await expect(window.call('export.place', { session, format: 'csv' })).rejects.toMatchObject({
      info: { code: 'no-desktop' },
    });
  });

  test('is refused a format that does not exist', async () => {
    const { id: session } = (await window.call('session.open', { address: SAMPLE })).session;
    await expect(window.call('export.run', { run: 1, session, format: 'xml' })).rejects.toMatchObject({
      info: { code: 'bad-request' },
    });
  });
});

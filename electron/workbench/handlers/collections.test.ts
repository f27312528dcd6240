import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import type { KeptDraft } from '../../contract/app/drafts.ts';
import { appContract } from '../../contract/app-contract.ts';
import { carrierPair } from '../testing/carrier-pair.ts';
import { Workbench } from '../workbench.ts';

let folder = '';
let workbench: Workbench;
const start = () => {
  workbench = new Workbench({ folder, bridgeCommand: ['/bin/false'], version: '0', host: 'serve', assets: folder });
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpci-library-'));
  start();
});
afterEach(() => workbench.close());

/** A window and what it was told of drafts and programs. */
function openWindow() {
  const [mine, theirs] = carrierPair();
  workbench.attach(theirs);
  const window = new Peer(mine, appContract, noContract, {});
  const told: string[] = [];
  window.on('draft.changed', ({ draft }) => told.push(`draft ${draft.text}`));
  window.on('programs.changed', () => told.push('programs'));
  return { window, told };
}
const draft = (at: number, text: string): KeptDraft => ({ at, text, path: [], past: [], future: [] });

test('a draft is told to the other windows and outlives the workbench', async () => {
  const [one, other] = [openWindow(), openWindow()];
  await one.window.call('draft.keep', { draft: draft(1, '{ "half') });
  await other.window.call('draft.read', {});
  expect([one.told, other.told]).toEqual([[], ['draft { "half']]);
  await workbench.close();
  start();
  expect(await openWindow().window.call('draft.read', {})).toEqual({ draft: draft(1, '{ "half') });
});

test('a window writes, renames, removes and brings back programs, and all windows are told', async () => {
  const [{ window }, other] = [openWindow(), openWindow()];
  const text = '{"program": 1,\n "name": "a", "steps": []}';
  const { path, version } = await window.call('programs.write', { path: 'lab/a.zpci.json', text });
  await window.call('programs.move', { from: path, to: 'lab/b.zpci.json' });
  const { trashed } = await window.call('programs.remove', { path: 'lab' });
  expect((await window.call('programs.list', {})).files).toEqual([]);
  await window.call('programs.restore', { path: 'lab', trashed });
  expect(await window.call('programs.read', { path: 'lab/b.zpci.json' })).toEqual({
    path: 'lab/b.zpci.json',
    text,
    version,
  });
  expect(await readFile(join(folder, 'programs/lab/b.zpci.json'), 'utf8')).toBe(text);
  await window.call('environments.write', { name: 'lab', vars: { iova: '0x1' } });
  expect((await window.call('programs.list', {})).environments).toEqual([{ name: 'lab', vars: { iova: '0x1' } }]);
  expect(other.told.filter((one) => one === 'programs').length).toBeGreaterThanOrEqual(5);
});

test.each(['../x.zpci.json', '/etc/x.zpci.json', 'x.txt', ''])('a window does not write to %j', async (path) => {
  const refused = { info: { code: expect.stringMatching(/bad-path|not-chosen/) } };
  await expect(openWindow().window.call('programs.write', { path, text: 'x' })).rejects.toMatchObject(refused);
});

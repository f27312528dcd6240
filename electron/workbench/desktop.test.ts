import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../native-bridge/contract/peer.ts';
import { appContract } from '../contract/app-contract.ts';
import type { Desktop } from './desktop.ts';
import { carrierPair } from './testing/carrier-pair.ts';
import { Workbench } from './workbench.ts';

let root = '';
let workbench: Workbench;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zpci-desktop-'));
  const bridgeCommand = [process.execPath, '-e', ''];
  workbench = new Workbench({ folder: join(root, 'work'), bridgeCommand, version: '1', host: 'electron' });
});
afterEach(() => workbench.close());

function newWindow(desktop?: Partial<Desktop>) {
  const [mine, theirs] = carrierPair();
  const none = {
    dialogs: { open: async () => [], save: async () => undefined, saveExport: async () => undefined },
    commandsChanged: () => {},
    recentFiles: () => {},
  };
  const link = workbench.attach(theirs, desktop && { ...none, ...desktop });
  return { link, window: new Peer(mine, appContract, noContract, {}) };
}

const program = { program: 1 as const, name: 'mine', steps: [] };

test('a window is told whether there is a desktop; without one its dialogs are refused by name', async () => {
  const [page, desk] = [newWindow().window, newWindow({}).window];
  expect(await page.call('hello', { protocol: 1 })).toMatchObject({ desktop: false });
  expect(await desk.call('hello', { protocol: 1 })).toMatchObject({ desktop: true });
  await expect(page.call('dialog.open', {})).rejects.toMatchObject({ info: { code: 'no-desktop' } });
  expect(await page.call('window.commands', { possible: [], checked: [] })).toEqual({});
});

test('a program from outside the folder is read only after it was chosen in the dialog', async () => {
  const path = join(root, 'mine.zpci.json');
  await writeFile(path, JSON.stringify(program));
  const { window } = newWindow({
    dialogs: { open: async () => [path], save: async () => undefined, saveExport: async () => undefined },
  });
  await expect(window.call('program.load', { path })).rejects.toMatchObject({ info: { code: 'no-such-file' } });
  const { files } = await window.call('dialog.open', {});
  expect(files).toMatchObject([{ path, kind: 'program' }]);
  expect((await window.call('program.load', { path })).program.name).toBe('mine');
});

test('a program is saved where the person chose, proposed under its name, and nowhere else', async () => {
  const path = join(root, 'elsewhere.zpci.json');
  const save = vi.fn(async () => path);
  const { window } = newWindow({ dialogs: { open: async () => [], save, saveExport: save } });
  const call = () => window.call('program.save', { name: 'mine', program, path });
  await expect(call()).rejects.toMatchObject({ info: { code: 'not-chosen' } });
  expect(await window.call('dialog.save', { kind: 'program', name: 'mine' })).toEqual({ path });
  expect(save).toHaveBeenCalledWith('program', join(root, 'work/programs/mine.zpci.json'));
  expect(await call()).toEqual({ path });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ name: 'mine' });
});

test('a closed dialog chooses nothing', async () => {
  const { window } = newWindow({});
  expect(await window.call('dialog.open', {})).toEqual({ files: [] });
  expect(await window.call('dialog.save', { kind: 'capture', name: 'sim:ism' })).toEqual({});
});

test('menus and files reach the one window they are meant for', async () => {
  const [first, second] = [newWindow({}), newWindow({})];
  const heard = vi.fn();
  second.window.on('window.command', heard);
  const command = new Promise((resolve) => first.window.on('window.command', resolve));
  const address = new Promise((resolve) => first.window.on('window.open', resolve));
  first.link.run('help.keys');
  first.link.open('sim:nic');
  expect(await Promise.all([command, address])).toEqual([{ id: 'help.keys' }, { address: 'sim:nic' }]);
  expect(heard).not.toHaveBeenCalled();
});

test('the desktop hears which commands are possible', async () => {
  const commandsChanged = vi.fn();
  const state = { possible: ['help.keys', 'view.bytes'], checked: ['view.bytes'] };
  await newWindow({ commandsChanged }).window.call('window.commands', state);
  expect(commandsChanged).toHaveBeenCalledWith(state);
});

test('a file opened with the workbench becomes an address', async () => {
  const path = join(root, 'a.json');
  await writeFile(path, '{}');
  expect(await workbench.admit(path)).toBe(`capture:${path}`);
  await expect(workbench.admit(join(root, 'b.json'))).rejects.toMatchObject({ info: { code: 'no-such-file' } });
});

test('the desktop hears which files were chosen lately, newest first, until they are forgotten', async () => {
  const heard: string[][] = [];
  const recentFiles = (files: readonly { name: string }[]) => void heard.push(files.map(({ name }) => name));
  newWindow({ recentFiles });
  for (const name of ['a.json', 'b.json']) {
    await writeFile(join(root, name), '{}');
    await workbench.admit(join(root, name));
  }
  await workbench.forgetRecent();
  expect(heard.slice(-3)).toEqual([['a.json'], ['b.json', 'a.json'], []]);
  expect(JSON.parse(await readFile(join(root, 'work/recent.json'), 'utf8'))).toEqual([]);
});

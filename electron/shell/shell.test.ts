import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import manifest from '../../package.json' with { type: 'json' };
import { CONNECT_MESSAGE, FILE_MESSAGE, PORT_MESSAGE } from '../contract/host-link.ts';
import { windowUrl } from './addresses.ts';
import { acceptFiles, acceptWindows } from './connections.ts';
import { asked, FakePort } from './testing/fake-electron.ts';
import { openWindow } from './window.ts';
import { announceScheme, serveWindowFiles } from './window-files.ts';

vi.mock('electron', () => import('./testing/fake-electron.ts'));

const root = mkdtempSync(join(tmpdir(), 'zpciwb-shell-'));
writeFileSync(join(root, 'index.html'), 'window');
afterAll(() => rmSync(root, { recursive: true }));

const PLACE = { x: 10, y: 20, width: 800, height: 600, maximized: true };

const opened = () => {
  openWindow({ preload: '/app/preload.cjs', url: windowUrl('sim:ism'), place: PLACE });
  return asked.window!;
};

test('a window is sandboxed, isolated and has no Node', () => {
  const { options, url } = opened();
  // Listed whole: nothing else is switched on or off.
  expect(options.webPreferences).toEqual({
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  });
  expect(url).toBe('app://workbench/#open=sim:ism');
  expect([options.x, options.width, opened().maximized]).toEqual([10, 800, true]);
});

test('Electron is one version, not a range of them', () => {
  expect(manifest.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
});

test('no other window opens and no other page is gone to', () => {
  const { webContents } = opened();
  expect(webContents.openHandler?.()).toEqual({ action: 'deny' });
  const prevented = (url: string, isMainFrame = true) => {
    const preventDefault = vi.fn();
    webContents.emit('will-frame-navigate', { url, isMainFrame, preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  expect(prevented('https://example.org/')).toBe(true);
  expect(prevented('file:///etc/passwd')).toBe(true);
  expect(prevented('app://workbench/', false)).toBe(true);
  expect(prevented('app://workbench/#open=sim:nic')).toBe(false);
});

test('of all permissions only copying is granted', () => {
  const { permissions } = opened().webContents.session;
  const granted = (permission: string) => {
    const answer = vi.fn();
    permissions.request!(undefined, permission, answer);
    return answer.mock.calls[0]![0];
  };
  expect(granted('clipboard-sanitized-write')).toBe(true);
  for (const permission of ['clipboard-read', 'media', 'notifications', 'openExternal', 'usb'])
    expect([granted(permission), permissions.check!(undefined, permission)]).toEqual([false, false]);
  expect(permissions.device!()).toBe(false);
});

test('nothing is downloaded', () => {
  const event = { preventDefault: vi.fn() };
  opened().webContents.session.emit('will-download', event);
  expect(event.preventDefault).toHaveBeenCalled();
});

test('the scheme is a secure origin of its own, and serves own files only, under the content policy', async () => {
  announceScheme();
  expect(asked.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  serveWindowFiles(root);
  const page = await asked.answer!({ url: 'app://workbench/' });
  expect([page.status, await page.text()]).toEqual([200, 'window']);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  for (const url of ['app://workbench/../x', 'app://elsewhere/', 'app://workbench/missing.js'])
    expect((await asked.answer!({ url })).status, url).toBe(404);
});

test("only the top frame of the window's own page is handed a port", () => {
  const attach = vi.fn();
  acceptWindows(attach);
  const frame = (url: string, parent: unknown = null) => ({ url, parent, postMessage: vi.fn() });
  const own = frame('app://workbench/index.html');
  const others = [frame('https://example.org/'), frame('app://workbench/', own), frame('app://workbench/a.js')];
  expect([...asked.channels.keys()]).toEqual([CONNECT_MESSAGE]);
  const listener = asked.channels.get(CONNECT_MESSAGE)!;
  const sender = opened().webContents;
  for (const senderFrame of [...others, null]) listener({ sender, senderFrame });
  listener({ sender: {}, senderFrame: own });
  expect(attach).not.toHaveBeenCalled();
  listener({ sender, senderFrame: own });
  expect(attach).toHaveBeenCalledOnce();
  expect(own.postMessage).toHaveBeenCalledWith(PORT_MESSAGE, null, [expect.any(FakePort)]);
  for (const other of others) expect(other.postMessage).not.toHaveBeenCalled();
});

test('a window that asks again has one port, not two', () => {
  const attach = vi.fn<(carrier: Carrier) => void>();
  acceptWindows(attach);
  const event = {
    sender: opened().webContents,
    senderFrame: { url: 'app://workbench/', parent: null, postMessage: vi.fn() },
  };
  asked.channels.get(CONNECT_MESSAGE)!(event);
  const closed = vi.fn();
  attach.mock.calls[0]![0].listen(() => {}, closed);
  asked.channels.get(CONNECT_MESSAGE)!(event);
  expect(closed).toHaveBeenCalledOnce();
  expect(attach).toHaveBeenCalledTimes(2);
});

test("a dropped file is taken from the top frame of the window's own page, and only as a path", () => {
  const dropped = vi.fn();
  acceptFiles(dropped);
  const own = { url: 'app://workbench/', parent: null };
  const send = (senderFrame: object | null, message: unknown) =>
    asked.channels.get(FILE_MESSAGE)!({ sender: {}, senderFrame }, message);
  for (const frame of [null, { url: 'https://example.org/', parent: null }, { ...own, parent: own }])
    send(frame, '/a.mcap');
  for (const message of [undefined, '', 7, {}, ['/a.mcap'], 'x'.repeat(5000)]) send(own, message);
  expect(dropped).not.toHaveBeenCalled();
  send(own, '/a.mcap');
  expect(dropped).toHaveBeenCalledExactlyOnceWith('/a.mcap');
});

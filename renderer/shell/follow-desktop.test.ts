import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appContract } from '../../electron/contract/app-contract.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../native-bridge/contract/peer.ts';
import { shownTheme } from '../store/selectors.ts';
import { createWorkbenchStore } from '../store/workbench-store.ts';
import { fakeApp, session } from '../testing/fake-app.ts';
import type { Dock } from './dock.ts';
import { followDesktop } from './follow-desktop.ts';

const dock = { show: vi.fn(), isShown: () => false };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settled = () => vi.advanceTimersByTimeAsync(0);

/** A window at a host with or without a desktop, following it. */
async function connected(desktop: boolean, answers: Parameters<typeof fakeApp>[0] = {}) {
  const told: string[][] = [];
  const checked: string[][] = [];
  const { carrier, app } = fakeApp({
    hello: () => ({ protocol: 1, version: '1', host: 'electron', platform: 'test', folder: '/', desktop }),
    'window.commands': (commands) => {
      told.push(commands.possible);
      checked.push(commands.checked);
      return {};
    },
    ...answers,
  });
  const store = createWorkbenchStore();
  followDesktop(store, dock as unknown as Dock);
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  await settled();
  return { store, app, told, checked };
}

test('a desktop is told which commands are possible, again whenever that changes, and only then', async () => {
  const { app, told } = await connected(true);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('help.palette');
  expect(told[0]).not.toContain('session.close');
  app.emit('files.changed', {});
  await settled();
  expect(told).toHaveLength(1);
  app.emit('session.changed', session());
  await settled();
  app.emit('session.changed', session({ requests: 1 }));
  await settled();
  expect(told).toHaveLength(1);
});

test('an opened session makes its commands possible', async () => {
  const { store, told } = await connected(true, { 'session.open': () => ({ session: session() }) });
  await store.getState().actions.open('sim:ism');
  await settled();
  expect(told.at(-1)).toContain('session.close');
});

test('a desktop is told which commands are on, and which of several is chosen', async () => {
  const { store, checked } = await connected(true);
  expect(checked.at(-1)).toEqual(expect.arrayContaining(['view.layout-inspect', 'view.theme-dark']));
  store.getState().actions.chooseTheme('light');
  await settled();
  expect(checked.at(-1)).toContain('view.theme-light');
  expect(checked.at(-1)).not.toContain('view.theme-dark');
});

test('a page without a desktop tells nobody', async () => {
  expect((await connected(false)).told).toEqual([]);
});

test('a command chosen in a menu is run, twice when chosen twice; one that nobody knows is not', async () => {
  const { store, app } = await connected(true);
  for (const overlay of ['first', 'second']) {
    app.emit('window.command', { id: 'help.keys' });
    await settled();
    expect(store.getState().overlay, overlay).toBe('keys');
    store.getState().actions.openOverlay(undefined);
  }
  app.emit('window.command', { id: 'no.such' });
  await settled();
  expect(store.getState()).toMatchObject({ overlay: undefined, notices: [] });
});

test('a session or program that is handed over is opened where it belongs', async () => {
  const open = vi.fn(() => ({ session: session({ address: 'capture:/x.json' }) }));
  const file = { path: '/p.zpci.json', text: '{}', version: 'v' };
  const { store, app } = await connected(true, { 'session.open': open, 'programs.read': () => file });
  app.emit('window.open', { address: 'capture:/x.json' });
  app.emit('window.open', { address: '/p.zpci.json' });
  await settled();
  expect(open).toHaveBeenCalledExactlyOnceWith({ address: 'capture:/x.json' }, expect.anything());
  expect(store.getState().programDraft).toMatchObject({ file });
  expect(dock.show).toHaveBeenCalledWith('composer');
});

test('the theme goes dark, light, as the system, and follows the system then', async () => {
  const { store } = await connected(true);
  const { nextTheme, adoptSystemTheme } = store.getState().actions;
  const chosen = [0, 1, 2].map(() => {
    nextTheme();
    return store.getState().preferences.theme;
  });
  expect(chosen).toEqual(['light', 'system', 'dark']);
  nextTheme();
  nextTheme();
  for (const theme of ['light', 'dark'] as const) {
    adoptSystemTheme(theme);
    expect(shownTheme(store.getState())).toBe(theme);
  }
});

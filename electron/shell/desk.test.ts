import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Desktop, WindowLink } from '../workbench/desktop.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { Desk } from './desk.ts';
import { becomeOnly } from './handover.ts';
import { app, asked } from './testing/fake-electron.ts';
import { openWindow } from './window.ts';

vi.mock('electron', () => import('./testing/fake-electron.ts'));

beforeEach(() => {
  app.removeAllListeners();
  asked.lock = [];
});

const PLACE = { x: 10, y: 20, width: 800, height: 600, maximized: false };
const newWindow = (url = 'app://workbench/') => openWindow({ preload: '/p.cjs', url, place: PLACE });

/** A desk over a workbench that remembers what its windows are asked. */
const state = { possible: ['help.keys'], checked: [] };

function newDesk() {
  let desktop: Desktop | undefined;
  const link = { closed: false as boolean, open: vi.fn(), run: vi.fn(), tell: vi.fn() } satisfies WindowLink;
  const workbench = {
    attach: (_carrier: unknown, given: Desktop) => {
      desktop = given;
      return link;
    },
    admit: async (path: string) => {
      if (path.includes('missing')) throw new TypeError('missing');
      return `capture:${path}`;
    },
  } as unknown as Workbench;
  const showCommands = vi.fn();
  const openWindow = vi.fn((address: string | undefined) => newWindow(`app://workbench/#${address}`));
  const desk = new Desk({ workbench, openWindow, showCommands, recent: () => {} });
  const greet = () => {
    desk.attach({ send: () => {}, listen: () => {}, close: () => {} }, asked.window as never);
    desktop!.commandsChanged(state);
  };
  return { desk, link, showCommands, openWindow, greet };
}

describe('the one window', () => {
  test('shows the first wish at start and the others once it can be asked', async () => {
    const { desk, link, openWindow, greet } = newDesk();
    await desk.show([{ address: 'sim:ism' }, { address: 'f.json', path: '/x/f.json' }]);
    expect(openWindow).toHaveBeenCalledExactlyOnceWith('sim:ism');
    expect(link.open).not.toHaveBeenCalled();
    greet();
    expect(link.open).toHaveBeenCalledExactlyOnceWith('capture:/x/f.json');
  });

  test('is shown what comes later, brought to the front, and not opened twice', async () => {
    const { desk, link, openWindow, greet } = newDesk();
    await desk.show([]);
    greet();
    asked.window!.minimized = true;
    await desk.show([{ address: 'sim:nic' }]);
    expect(link.open).toHaveBeenCalledExactlyOnceWith('sim:nic');
    expect(openWindow).toHaveBeenCalledTimes(1);
    expect([asked.window!.minimized, asked.window!.focused]).toEqual([false, 2]);
  });

  test('says itself what is wrong with a file that cannot be admitted', async () => {
    const { desk, openWindow } = newDesk();
    await desk.show([{ address: 'missing.json', path: '/missing.json' }]);
    expect(openWindow).toHaveBeenCalledExactlyOnceWith('missing.json');
  });

  test('that is being loaded again is asked when it is back', async () => {
    const { desk, link, greet } = newDesk();
    await desk.show([]);
    greet();
    link.closed = true;
    desk.run('help.keys');
    expect(link.run).not.toHaveBeenCalled();
    link.closed = false;
    greet();
    expect(link.run).toHaveBeenCalledExactlyOnceWith('help.keys');
  });

  test('once closed offers nothing, and is opened anew', async () => {
    const { desk, showCommands, openWindow, greet } = newDesk();
    await desk.show([]);
    greet();
    expect(showCommands).toHaveBeenLastCalledWith(state);
    asked.window!.emit('closed');
    expect(showCommands).toHaveBeenLastCalledWith({ possible: [], checked: [] });
    await desk.show([]);
    expect(openWindow).toHaveBeenCalledTimes(2);
  });
});

describe('a second start', () => {
  test('hands over its command line, and ends', () => {
    app.isFirst = false;
    expect(becomeOnly(() => {})).toBe(false);
    app.isFirst = true;
    expect(asked.lock).toEqual([{ argv: process.argv, folder: process.cwd() }]);
  });

  test('shows what it names, paths taken from where it was started', () => {
    const show = vi.fn();
    becomeOnly(show);
    app.emit('second-instance', {}, [], '', { argv: ['x', 'a.mcap', 'sim:nic'], folder: '/lab' });
    expect(show).toHaveBeenCalledWith([{ address: 'a.mcap', path: '/lab/a.mcap' }, { address: 'sim:nic' }]);
  });

  test.each([
    undefined,
    null,
    'x',
    {},
    { argv: 'x', folder: '/' },
    { argv: ['x'.repeat(5000)], folder: '/' },
  ])('with anything else only brings the window to the front: %#', (data) => {
    const show = vi.fn();
    becomeOnly(show);
    app.emit('second-instance', {}, ['x', 'evil.mcap'], '/', data);
    expect(show).toHaveBeenCalledExactlyOnceWith([]);
  });

  test('a file opened with the workbench is shown', () => {
    const show = vi.fn();
    becomeOnly(show);
    const event = { preventDefault: vi.fn() };
    app.emit('open-file', event, '/x/a.mcap');
    expect(event.preventDefault).toHaveBeenCalled();
    expect(show).toHaveBeenCalledWith([{ address: '/x/a.mcap', path: '/x/a.mcap' }]);
  });
});

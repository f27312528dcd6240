import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { dialogsOf } from './dialogs.ts';
import { keepPlaceOf, nextPlace } from './kept-place.ts';
import { showMenu } from './menu.ts';
import { followRecent } from './recent-files.ts';
import { keepAlive } from './survival.ts';
import { app, asked, Menu } from './testing/fake-electron.ts';
import { openWindow } from './window.ts';

vi.mock('electron', () => import('./testing/fake-electron.ts'));

const root = mkdtempSync(join(tmpdir(), 'zpciwb-window-'));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => void Object.assign(asked, { answers: [], dialogs: [] }));

const PLACE = { x: 10, y: 20, width: 800, height: 600, maximized: false };
const newWindow = () => openWindow({ preload: '/p.cjs', url: 'app://workbench/', place: PLACE });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a window that dies', () => {
  const gone = (reason: string) => asked.window!.webContents.emit('render-process-gone', {}, { reason });

  test('is loaded again and says so; one that was closed in order is not', () => {
    const tell = vi.fn();
    keepAlive(newWindow(), tell);
    gone('clean-exit');
    expect(asked.window!.webContents.loads).toBe(0);
    gone('crashed');
    expect(asked.window!.webContents.loads).toBe(1);
    expect(tell).toHaveBeenCalledWith(expect.objectContaining({ code: 'window-stopped' }));
  });

  test('again and again asks before it is loaded once more', async () => {
    asked.answers = [{ response: 1 }];
    keepAlive(newWindow(), () => {});
    for (let i = 0; i < 3; i++) gone('oom');
    await settled();
    expect(asked.window!.webContents.loads).toBe(2);
    expect(asked.dialogs).toHaveLength(1);
    expect(app.quits).toBe(1);
  });

  test.each([
    ['waited for', 1, 0],
    ['loaded again', 0, 1],
  ])('and one that does not answer is %s, as the person says', async (_what, response, loads) => {
    asked.answers = [{ response }];
    keepAlive(newWindow(), () => {});
    asked.window!.emit('unresponsive');
    await settled();
    expect(asked.window!.webContents.loads).toBe(loads);
  });
});

describe('the place of a window', () => {
  const file = join(root, 'window.json');

  test('is kept when it closes and taken again', () => {
    keepPlaceOf(newWindow(), file);
    asked.window!.emit('close');
    expect(nextPlace(file)).toEqual(PLACE);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ last: '1' });
  });

  test('that cannot be read or kept is no obstacle', () => {
    writeFileSync(file, '{"last":');
    expect(nextPlace(file)).toMatchObject({ width: 1440, height: 900 });
    keepPlaceOf(newWindow(), join(root, 'missing', 'window.json'));
    asked.window!.emit('close');
  });
});

describe('dialogs', () => {
  const dialogs = () => dialogsOf(newWindow());

  test('give the chosen paths, and none when closed', async () => {
    asked.answers = [{ filePaths: ['/a.mcap'] }, { filePaths: [] }];
    expect([await dialogs().open(), await dialogs().open()]).toEqual([['/a.mcap'], []]);
  });

  test('add the ending where the desktop does not, and ask again before that replaces a file', async () => {
    writeFileSync(join(root, 'there.zpci.json'), '');
    const filePath = (name: string) => ({ filePath: join(root, name) });
    asked.answers = [filePath('new'), filePath('there'), filePath('there.zpci.json'), { filePath: '' }];
    expect(await dialogs().save('program', '/p')).toBe(join(root, 'new.zpci.json'));
    expect(await dialogs().save('program', '/p')).toBe(join(root, 'there.zpci.json'));
    expect(asked.dialogs.at(-1)).toMatchObject({ defaultPath: join(root, 'there.zpci.json') });
    expect(await dialogs().save('program', '/p')).toBeUndefined();
  });
});

describe('the menus that are up', () => {
  const nothing = () => {};
  const up = () => showMenu({ isDevelopment: false, run: nothing, openFile: nothing, forgetRecent: nothing });
  const enabled = () => Menu.shown!.items.filter((item) => item.id && item.enabled).map(({ id }) => id);

  test('offer what the window says is possible', () => {
    const { show } = up();
    expect(enabled()).toEqual([]);
    show({ possible: ['help.keys', 'view.present', 'no.such'], checked: [] });
    expect(enabled()).toEqual(['view.present', 'help.keys']);
    show({ possible: [], checked: [] });
    expect(enabled()).toEqual([]);
  });

  test('mark what the window says is on or chosen, whatever was clicked', () => {
    const { show } = up();
    const item = (id: string) => Menu.shown!.items.find((one) => one.id === id)!;
    const checked = ['view.present', 'view.theme-light'];
    show({ possible: ['view.present'], checked });
    const marked = () => Menu.shown!.items.filter((one) => one.checked).map(({ id }) => id);
    expect(marked()).toEqual(checked);
    expect([item('view.present').type, item('view.theme-light').type]).toEqual(['checkbox', 'radio']);
    item('view.present').checked = false;
    (item('view.present').click as () => void)();
    expect(marked()).toEqual(checked);
  });

  test('follow the files chosen lately, as the list of the system does, and offer the same as before', () => {
    const { show, recent } = up();
    show({ possible: ['help.keys'], checked: [] });
    const files = (...paths: string[]) =>
      paths.map((path) => ({ path, name: path, kind: 'recording' as const, size: 1, modified: 1n }));
    const follow = followRecent(recent);
    follow(files('/a.mcap'));
    follow(files('/b.mcap', '/a.mcap'));
    follow(files('/b.mcap', '/a.mcap'));
    expect(app.recent).toEqual(['/a.mcap', '/b.mcap']);
    const shown = Menu.shown!.items.find(({ label }) => label === 'Open recent')!.submenu as { label?: string }[];
    expect(shown.slice(0, 2).map(({ label }) => label)).toEqual(['/b.mcap', '/a.mcap']);
    expect(enabled()).toEqual(['help.keys']);
    follow([]);
    expect(app.recent).toEqual([]);
  });
});

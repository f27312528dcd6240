import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { electronProgram, whyNotElectron } from './electron-app.ts';

const root = mkdtempSync(join(tmpdir(), 'zpciwb-electron-'));
afterAll(() => rmSync(root, { recursive: true }));

const linux = (env: NodeJS.ProcessEnv) => ({ root, env, platform: 'linux' as const });

test('without its program Electron is not used, and the sentence says how to get it', () => {
  expect(whyNotElectron(linux({ DISPLAY: ':0' }))).toContain('npx install-electron');
});

test('without a display Electron is not used', () => {
  expect(whyNotElectron(linux({}))).toContain('no display');
});

test('an installed Electron on a display is used', () => {
  mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true });
  writeFileSync(join(root, 'node_modules/electron/dist/electron'), '');
  expect(whyNotElectron(linux({ DISPLAY: ':0' }))).toBeUndefined();
  expect(whyNotElectron(linux({ WAYLAND_DISPLAY: 'wayland-0' }))).toBeUndefined();
});

test('an Electron kept elsewhere is found through its variable', () => {
  expect(electronProgram(linux({ ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' }))).toBe('/opt/electron/electron');
});

test('macOS keeps the program inside the application bundle', () => {
  const mac = { root: '/x', env: {}, platform: 'darwin' as const };
  expect(electronProgram(mac)).toBe('/x/node_modules/electron/dist/Electron.app/Contents/MacOS/Electron');
});

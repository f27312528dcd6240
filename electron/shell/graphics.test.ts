import { expect, test } from 'vitest';
import { drawsInSoftware } from './graphics.ts';

test.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, boolean, boolean]>([
  ['a display of this machine with a graphics device', { DISPLAY: ':0' }, 'linux', true, false],
  ['the same by its long name', { DISPLAY: 'unix:0' }, 'linux', true, false],
  ['Wayland', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, 'linux', true, false],
  ['X11 through ssh', { DISPLAY: 'localhost:10.0' }, 'linux', true, true],
  ['X11 of another machine', { DISPLAY: 'desk.example.org:0' }, 'linux', true, true],
  ['xrdp', { DISPLAY: ':10', XRDP_SESSION: '1' }, 'linux', true, true],
  ['no graphics device', { DISPLAY: ':99' }, 'linux', false, true],
  ['Windows at the desk', { SESSIONNAME: 'Console' }, 'win32', false, false],
  ['Windows remote desktop', { SESSIONNAME: 'RDP-Tcp#3' }, 'win32', false, true],
  ['macOS', {}, 'darwin', false, false],
  ['hardware by hand', { DISPLAY: 'localhost:10.0', ZPCIWB_GRAPHICS: 'hardware' }, 'linux', false, false],
  ['software by hand', { DISPLAY: ':0', ZPCIWB_GRAPHICS: 'software' }, 'linux', true, true],
])('%s: drawn as fits', (_what, env, platform, hasGpu, software) => {
  expect(drawsInSoftware({ env, platform, hasGpu })).toBe(software);
});

import { expect, test } from 'vitest';
import { addressToOpen } from '../contract/host-link.ts';
import { isWindowPage, ownPath, windowUrl } from './addresses.ts';

test('the page of the window is our own and carries the address to open', () => {
  const url = windowUrl('sim:ism?seed=1');
  expect(isWindowPage(url)).toBe(true);
  expect(addressToOpen(new URL(url).hash)).toBe('sim:ism?seed=1');
  expect(windowUrl(undefined)).toBe('app://workbench/');
});

test.each([
  'https://workbench/',
  'http://app.workbench/',
  'file:///etc/passwd',
  'app://elsewhere/',
  'app://workbench.evil.example/',
  'app://user@workbench/',
  'app://workbench:1/',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'not a url',
  '',
])('%j is not ours', (url) => {
  expect(ownPath(url)).toBeUndefined();
  expect(isWindowPage(url)).toBe(false);
});

test('another file of ours is served but is no page to show', () => {
  expect(ownPath('app://workbench/assets/index.js')).toBe('/assets/index.js');
  expect(isWindowPage('app://workbench/assets/index.js')).toBe(false);
});

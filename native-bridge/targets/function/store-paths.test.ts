import { expect, test } from 'vitest';
import { storePaths } from './store-paths.ts';
import { captured } from './testing/fake-kernel.ts';

const pathsOf = (name: string) => {
  const { regions, driver, byteOrder } = captured(name);
  return storePaths({ regions, driver, byteOrder });
};
const present = (name: string) => pathsOf(name).flatMap((line) => (line.present ? [line.path] : []));

test.each([
  ['k6.12-q10-net', ['vfio-bar']],
  ['k6.12-q10-zpciio-net', ['zpci-io', 'vfio-bar']],
  ['k7.2full-q10-ism-net', ['ism-vfio-pci']],
  ['k6.12-q10-e1000e', ['vfio-bar']],
])('%s offers %j, the default first', (name, paths) => {
  expect(present(name)).toEqual(paths);
});

test('every path says what it means, and every absent one why it is absent', () => {
  for (const { path, present: there, reason, consequence } of pathsOf('k6.12-q10-net')) {
    expect(consequence, path).not.toBe('');
    expect(reason === undefined, path).toBe(there);
  }
  expect(pathsOf('k6.12-q10-net')[0]!.reason).toBe('The function is bound to vfio-pci.');
});

test('a function without regions offers nothing', () => {
  expect(storePaths({ regions: [], byteOrder: 'be' }).some((line) => line.present)).toBe(false);
});

import { expect, test } from 'vitest';
import { readStartOptions } from './options.ts';

test('without arguments the simulated ISM function opens on any free port', () => {
  expect(readStartOptions([])).toEqual({ address: 'sim:ism', port: 0, inBrowser: false, quiet: false });
});

test('address, port and flags are taken over', () => {
  const options = readStartOptions(['capture:x.json', '--port', '8080', '--browser', '--no-open']);
  expect(options).toEqual({ address: 'capture:x.json', port: 8080, inBrowser: true, quiet: true });
});

test.each([
  ['--port=x'],
  ['--port=70000'],
  ['--port=-1'],
  ['--port=1.5'],
  ['--wrong'],
  ['sim:ism', 'sim:nic'],
  ['--port'],
])('%s %s is refused with the usage', (...args) => {
  const given = args.filter((arg) => typeof arg === 'string');
  expect(() => readStartOptions(given)).toThrow(
    expect.objectContaining({ info: expect.objectContaining({ code: 'usage' }) }),
  );
});

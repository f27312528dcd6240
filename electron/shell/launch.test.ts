import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wishesOf } from './launch.ts';

const named = (...args: string[]) => wishesOf(['/opt/electron', ...args], '/home/me');

test.each([
  ['--open=sim:ism?seed=1', { address: 'sim:ism?seed=1' }],
  ['--open=0007:00:00.0', { address: '0007:00:00.0' }],
  ['ssh://lab1/0007:00:00.0', { address: 'ssh://lab1/0007:00:00.0' }],
  ['run.mcap', { address: 'run.mcap', path: '/home/me/run.mcap' }],
  ['/x/f.json', { address: '/x/f.json', path: '/x/f.json' }],
  ['p.zpci.json', { address: 'p.zpci.json', path: '/home/me/p.zpci.json' }],
  ['capture:../f.json', { address: 'capture:../f.json', path: '/home/f.json' }],
  ['--open=f.json', { address: 'f.json', path: '/home/me/f.json' }],
])('%s names one thing to show', (argument, wish) => {
  expect(named(argument)).toEqual([wish]);
});

test('the application itself and what is for Chromium name nothing', () => {
  expect(named('/opt/workbench', '--no-sandbox', '--user-data-dir=/tmp/x.json', '--open=', '-x.mcap', '.')).toEqual([]);
});

test('an address with a file in its options is an address', () => {
  expect(named('sim:ism?faults=f.json')).toEqual([{ address: 'sim:ism?faults=f.json' }]);
});

test('several are shown in their order', () => {
  expect(named('a.mcap', 'sim:nic').map(({ address }) => address)).toEqual(['a.mcap', 'sim:nic']);
});

test('any command line is read without complaint', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (argv) => {
      expect(wishesOf(argv, '/').length).toBeLessThanOrEqual(argv.length);
    }),
  );
});

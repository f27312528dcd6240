import { expect, test } from 'vitest';
import { hostAddress } from './host-address.ts';

test.each([
  'lab1',
  'root@lab1',
  'ssh://root@lab1',
  'ssh://me@lab1?sudo=1',
  'ssh://root@lab1.example.org:2222/',
  'root@[fe80::1]:22',
  ' lab_1 ',
])('%s is a machine', (typed) => expect(hostAddress(typed)).toHaveProperty('address'));

test('the scheme may be left out', () => {
  expect(hostAddress('root@lab1:2222')).toEqual({ address: 'ssh://root@lab1:2222' });
});

test.each([
  '',
  '-oProxyCommand=x',
  'root@-x',
  'lab1;reboot',
  'a b',
  '$(x)',
  'lab1:0',
  'lab1:99999',
  'http://lab1',
  'ssh://lab1/x',
])('"%s" is none, and says why', (typed) => expect(hostAddress(typed)).toHaveProperty('reason'));

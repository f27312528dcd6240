import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressToOpen, openHash } from './host-link.ts';

test('any address survives the way through a URL hash', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (address) => {
      const url = new URL(`http://127.0.0.1/${openHash(address)}`);
      expect(addressToOpen(url.hash)).toBe(address);
    }),
  );
});

test('a hash written by hand without escapes is understood', () => {
  expect(addressToOpen('#open=sim:ism?seed=1')).toBe('sim:ism?seed=1');
});

test.each(['', '#', '#open=', '#elsewhere', '#open=%zz'])('%j opens nothing', (hash) => {
  expect(addressToOpen(hash)).toBeUndefined();
});

test('without an address there is no hash', () => {
  expect(openHash(undefined)).toBe('');
});

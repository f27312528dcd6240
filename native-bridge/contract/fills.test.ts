import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../abi/hex.ts';
import { type Fill, fillBytes, fillSchema, fillSchemas } from './fills.ts';

const made = (fill: object, length: number) => toHex(fillBytes(fillSchema.parse(fill), length));

test.each([
  [{ pattern: 'zero' }, 3, '000000'],
  [{ pattern: 'ones' }, 3, 'ffffff'],
  [{ pattern: 'byte', value: 0x5a }, 2, '5a5a'],
  [{ pattern: 'counter', start: 254 }, 4, 'feff0001'],
  [{ pattern: 'counter', start: '0xfffe', width: 2 }, 7, 'fffeffff000000'],
  [{ pattern: 'counter', start: 1, width: 4, order: 'le' }, 8, '0100000002000000'],
  [{ pattern: 'counter', start: '0xffff_ffff_ffff_ffff', width: 8 }, 16, 'ffffffffffffffff0000000000000000'],
  [{ pattern: 'walking-ones' }, 10, '01020408102040800102'],
  [{ pattern: 'walking-ones', width: 2, order: 'le' }, 6, '010002000400'],
  [{ pattern: 'address', start: '0x1_0000_0000' }, 16, '00000001000000000000000100000008'],
  [{ pattern: 'address', start: 0xfffffffc, width: 4, order: 'le' }, 8, 'fcffffff00000000'],
  [{ pattern: 'random', seed: 1 }, 4, '00049d12'],
  [{ pattern: 'data', data: '0102 03' }, 5, '0102030102'],
] as const)('%j', (fill, length, wanted) => {
  expect(made(fill, length)).toBe(wanted);
});

test('the same seed gives the same bytes, another one others', () => {
  expect(made({ pattern: 'random', seed: 7 }, 16)).toBe(made({ pattern: 'random', seed: 7 }, 16));
  expect(made({ pattern: 'random', seed: 7 }, 16)).not.toBe(made({ pattern: 'random', seed: 8 }, 16));
});

const anyFill: fc.Arbitrary<Fill> = fc.oneof(
  fc.constantFrom('zero', 'ones').map((pattern) => fillSchema.parse({ pattern })),
  fc
    .record({
      pattern: fc.constantFrom('counter', 'address'),
      start: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      width: fc.constantFrom(4, 8),
      order: fc.constantFrom('be', 'le'),
    })
    .map((fill) => fillSchema.parse(fill)),
  fc.record({ pattern: fc.constant('random'), seed: fc.nat() }).map((fill) => fillSchema.parse(fill)),
);

test('a fill makes exactly its length, and a longer one begins with a shorter one', () => {
  fc.assert(
    fc.property(anyFill, fc.nat(200), fc.nat(200), (fill, a, b) => {
      const [short, long] = a < b ? [a, b] : [b, a];
      const bytes = fillBytes(fill, long);
      expect(bytes).toHaveLength(long);
      expect(toHex(bytes.subarray(0, short))).toBe(toHex(fillBytes(fill, short)));
    }),
  );
});

test('every pattern has its schema, and what is none is refused', () => {
  expect([...fillSchemas.keys()]).toContain('walking-ones');
  expect(fillSchema.safeParse({ pattern: 'counter', width: 3 }).success).toBe(false);
  expect(fillSchema.safeParse({ pattern: 'byte', value: 256 }).success).toBe(false);
  expect(fillSchema.safeParse({ pattern: 'none' }).success).toBe(false);
});

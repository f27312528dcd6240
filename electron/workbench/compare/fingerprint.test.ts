import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fingerprint } from './fingerprint.ts';

const keyOf = (value: unknown) => new Fingerprint().value(value).key;
const json = fc.jsonValue();

describe('a fingerprint', () => {
  test('is the same for the same value, and a whole number that a double holds', () => {
    fc.assert(
      fc.property(json, (value) => {
        const key = keyOf(value);
        expect(keyOf(structuredClone(value))).toBe(key);
        expect(Number.isSafeInteger(key)).toBe(true);
        expect(key).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('is another one for another value', () => {
    const written = (value: unknown) => JSON.stringify(value);
    fc.assert(
      fc.property(json, json, (one, other) => {
        fc.pre(written(one) !== written(other));
        expect(keyOf(one)).not.toBe(keyOf(other));
      }),
    );
  });

  test('tells 200,000 payloads that differ in one digit apart', () => {
    const payload = (n: number) => `${'00'.repeat(32)}${n.toString(16).padStart(8, '0')}`;
    const keys = new Set(Array.from({ length: 200_000 }, (_, n) => new Fingerprint().text(payload(n)).key));
    expect(keys.size).toBe(200_000);
  });

  test.each([
    ['parts of a text', ['ab', 'c'], ['a', 'bc']],
    ['a number and its text', [1], ['1']],
    ['nothing and null inside', [{ a: undefined }], [{}]],
    ['false and nothing', [false], [undefined]],
    ['an empty list and an empty structure', [[]], [{}]],
    ['large numbers', [2 ** 32], [0]],
    ['numbers whose top bits differ', [2 ** 31, 2 ** 31], [0, 0]],
  ])('tells %s apart', (_what, one, other) => {
    const key = (values: readonly unknown[]) =>
      values.reduce<Fingerprint>((print, value) => print.value(value), new Fingerprint()).key;
    expect(key(one)).not.toBe(key(other));
  });
});

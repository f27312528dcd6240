import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { RequestRow } from './app-contract.ts';
import { looksLikeExpression, rowExpression } from './row-expression.ts';

const row: RequestRow = {
  ...{ seq: 3, atNs: 1n, durationNs: 1900n, kind: 'pcistb', request: { offset: '0x2000000', space: 0 } },
  ...{ status: 'errno', errno: 22, path: 'ism-vfio-pci', bytes: 4096, broken: [], warnings: [], modelled: true },
};

test.each([
  ['kind == pcistb && errno != 0', true],
  ['errno == EINVAL', true],
  ['errno != EINVAL', false],
  ['errno == 0x16 && len >= 4096 && len < 4097', true],
  ['offset > 0x0100_0000', true],
  ['path ~ vfio && status == "errno"', true],
  ['iova == 0', false],
  ['latency <= 1000', false],
  ['on != peer', true],
])('%s is %s', (text, matches) => {
  expect(rowExpression(text)(row)).toBe(matches);
});

test('anything else is refused in one line, and nothing throws on a row', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        expect(typeof rowExpression(text)(row)).toBe('boolean');
      } catch (thrown) {
        expect((thrown as WorkbenchError).info.code).toBe('usage');
      }
    }),
  );
  for (const bad of ['', 'errno', 'errno = 1', 'nothing == 1', 'kind == pcistb &&', '__proto__ == 1'])
    expect(() => rowExpression(bad)).toThrow(WorkbenchError);
});

test.each([
  ['errno =', true],
  ['len>64', true],
  ['a && b', true],
  ['EINVAL', false],
  ['ring a bell', false],
  ['', false],
])('while it is typed, "%s" is meant as an expression: %s', (text, meant) => {
  expect(looksLikeExpression(text)).toBe(meant);
});

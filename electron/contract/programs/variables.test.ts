import { expect, test } from 'vitest';
import type { Program } from '../program.ts';
import { resolveVariables, withVariables } from './variables.ts';

const refused = (vars: Record<string, string | number>) => {
  try {
    resolveVariables(vars);
  } catch (thrown) {
    return (thrown as { info: { code: string; message: string } }).info;
  }
  return undefined;
};

test('variables refer to each other in any order and keep the order they are declared in', () => {
  const values = resolveVariables({ end: '$start + $size', size: '0x10', start: 4096 });
  expect([...values]).toEqual([
    ['end', 4112n],
    ['size', 16n],
    ['start', 4096n],
  ]);
});

test('what is given may be referred to and is overridden by what is declared', () => {
  expect([
    ...resolveVariables(
      { a: '$row + 1', b: 2 },
      new Map([
        ['row', 5n],
        ['b', 9n],
      ]),
    ),
  ]).toEqual([
    ['row', 5n],
    ['b', 2n],
    ['a', 6n],
  ]);
});

test('a circle, an unknown name and a bad value are told with the variable they stand in', () => {
  expect(refused({ a: '$b', b: '$c + 1', c: '$a' })).toMatchObject({
    code: 'bad-program',
    message: 'vars.a: a needs b needs c needs a: a circle.',
  });
  expect(refused({ a: '$a' })?.message).toContain('a needs a');
  expect(refused({ size: '$nothing' })).toMatchObject({
    code: 'unknown-variable',
    message: expect.stringMatching(/^vars\.size: \$nothing /),
  });
  expect(refused({ size: '0xzz' })?.message).toMatch(/^vars\.size: /);
  expect(refused({ size: '0xffff_ffff_ffff_ffff + 1' })?.message).toContain('64 bits');
});

test('a long chain ends in an error, not in the stack', () => {
  const chain = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`v${i}`, `$v${i + 1}`]));
  expect(refused({ ...chain, v50000: 1 })?.message).toContain('deep');
});

test('variables from outside override by name and the program itself stays as it is', () => {
  const program: Program = { program: 1, name: 'p', vars: { iova: '0x1000', size: 8 }, steps: [] };
  const changed = withVariables(program, { iova: '0x2000', lab: 1 });
  expect(changed.vars).toEqual({ iova: '0x2000', size: 8, lab: 1 });
  expect(program.vars).toEqual({ iova: '0x1000', size: 8 });
  expect(withVariables(program, undefined)).toBe(program);
});

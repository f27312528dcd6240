import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program, Rows } from '../program.ts';
import { evaluate } from './expression.ts';
import { parseProgram } from './parse.ts';
import { previewRows, rowSet, rowText } from './rows.ts';
import { initialVariables, takenIn, totalSteps, walk, walkRows } from './walk.ts';

const program = (rows: Rows, vars?: Program['vars']): Program => ({ program: 1, name: 'p', steps: [], rows, vars });
const set = (rows: Rows, vars?: Program['vars']) => rowSet(program(rows, vars));
const all = (rows: Rows) => Array.from({ length: set(rows).count }, (_, i) => Object.fromEntries(set(rows).at(i)));

const axis = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  fc.tuple(fc.nat(5), fc.nat(9), fc.integer({ min: 1, max: 4 })).map(([from, more, step]) => ({
    from,
    to: `0x${(from + more).toString(16)}`,
    step,
  })),
);

/** The values of an axis, one by one, as a reader of the file would count them out. */
function countedOut(one: typeof axis extends fc.Arbitrary<infer T> ? T : never): number[] {
  if (Array.isArray(one)) return one;
  const values = [];
  for (let value = one.from; value <= Number(one.to); value += one.step) values.push(value);
  return values;
}

describe('a sweep', () => {
  test('is every combination, the first axis slowest, each once and counted exactly', () => {
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 3 }), (axes) => {
        const nested = axes.reduce<Record<string, bigint>[]>(
          (rows, one, index) =>
            rows.flatMap((row) => countedOut(one).map((value) => ({ ...row, [`a${index}`]: BigInt(value) }))),
          [{}],
        );
        expect(all({ sweep: Object.fromEntries(axes.map((one, index) => [`a${index}`, one])) })).toEqual(nested);
      }),
    );
  });

  test('of billions takes no memory and any of its rows at once', () => {
    const values = { from: 0, to: '0xffff_ffff' };
    const rows = set({ sweep: { high: { from: 0, to: 99 }, offset: values } });
    expect(rows.count).toBe(100 * 2 ** 32);
    expect(Object.fromEntries(rows.at(rows.count - 1))).toEqual({ high: 99n, offset: 0xffff_ffffn });
    expect(previewRows(rows, 4).map(({ index }) => index)).toEqual([0, 1, rows.count - 2, rows.count - 1]);
    expect(rows.axes).toEqual([
      { name: 'high', count: 100 },
      { name: 'offset', count: 2 ** 32 },
    ]);
  });

  test('of more combinations than can be counted, or of an axis without values, is refused by name', () => {
    const whole = { from: 0, to: '0xffff_ffff_ffff_ffff' };
    expect(() => set({ sweep: { a: whole } })).toThrow(/rows\.sweep: 18446744073709551616 combinations/);
    expect(() => set({ sweep: { a: { from: 0, to: 1, step: 0 } } })).toThrow(/rows\.sweep\.a: step is 0/);
    expect(() => set({ sweep: { a: { from: 2, to: 1 } } })).toThrow(/rows\.sweep\.a: to lies below from/);
  });

  test('may use variables of the program, and those may use the values of a row', () => {
    const swept = program({ sweep: { at: ['$base', '$base + 8'] } }, { base: '0x1000', end: '$at + 8' });
    const rows = rowSet(swept);
    expect(rowText(rows.at(1))).toBe('at=0x1008');
    expect(initialVariables(swept, rows.at(1)).get('end')).toBe(0x1010n);
  });
});

test('rows that are listed run as written, each value able to use those before it', () => {
  expect(all([{ length: 8, end: '$length * 2' }, { length: 16 }])).toEqual([{ length: 8n, end: 16n }, { length: 16n }]);
  expect(() => set([{ a: 1 }, { a: '$b' }]).at(1)).toThrow(/rows\[1\]\.a: \$b is not a variable/);
});

test('a preview shows a short list whole and a long one from both ends', () => {
  const places = (count: number) =>
    previewRows(set(Array.from({ length: count }, () => ({}))), 5).map(({ index }) => index);
  expect(places(3)).toEqual([0, 1, 2]);
  expect(places(9)).toEqual([0, 1, 2, 7, 8]);
});

describe('steps of a run', () => {
  const LOAD = { kind: 'pcilg', space: 2, offset: 8, length: 8 } as const;
  const step = fc.record({ row: fc.constantFrom(undefined, 'first' as const, 'last' as const), count: fc.nat(3) });

  test('are counted before they are taken', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), (steps, count) => {
        const run = {
          ...program(Array.from({ length: count }, () => ({}))),
          steps: steps.map(({ row, count }) => ({ kind: 'repeat' as const, row, count, steps: [LOAD, LOAD] })),
        } as unknown as Program;
        const rows = rowSet(run);
        const taken = [...walkRows(run, new Map(), { rows, places: Array(count).keys() })];
        expect(taken).toHaveLength(totalSteps(run, rows));
      }),
    );
  });

  test('that belong to the first or last row are taken once in all iterations', () => {
    const steps = parseProgram(
      JSON.stringify({
        program: 1,
        name: 'p',
        steps: [{ ...LOAD, row: 'first' }, LOAD, { ...LOAD, row: 'last' }],
      }),
      'p',
    ).steps;
    const paths = (at: number) => [...walk(steps, new Map(), 9, takenIn(at, 3))].map(({ path }) => path);
    expect([0, 1, 2].map(paths)).toEqual([['steps[0]', 'steps[1]'], ['steps[1]'], ['steps[1]', 'steps[2]']]);
    expect(totalSteps({ ...program([{}, {}, {}]), steps }, set([{}, {}, {}]), 4)).toBe(14);
  });
});

describe('expressions', () => {
  const value = (text: string) => evaluate(text, new Map([['a', 0xffn]]));

  test('bind as a reader expects', () => {
    expect(value('1 + 2 * 3 - 4 / 2 % 2')).toBe(7n);
    expect(value('($a & 0xf0) >> 4 | 1 << 8')).toBe(0x10fn);
    expect(value('$a % 8 != 0 && !($a < 8) || 0')).toBe(1n);
    expect(value('$a & 1 == 1')).toBe(1n);
    expect(value('10 - 3 - 2')).toBe(5n);
  });

  test('look at the right side of && and || only when they must', () => {
    expect(value('0 && $nobody')).toBe(0n);
    expect(value('1 || 1 / 0')).toBe(1n);
  });

  test('are refused with the reason', () => {
    for (const [text, reason] of [
      ['1 / 0', /divides by zero/],
      ['1 - 2', /below zero/],
      ['(1', /ends where/],
      ['1 2', /"2" in "1 2"/],
      ['1 << 127', /exceeds 64 bits/],
      ['('.repeat(2000), /at most 1000 characters/],
    ] as const)
      expect(() => value(text), text).toThrow(reason);
  });

  test('never fail otherwise, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123$a()+-*/%<>=!&|^ x~'), maxLength: 40 }), (text) => {
        try {
          value(text);
        } catch (thrown) {
          expect((thrown as { info?: { code: string } }).info?.code, String(thrown)).toMatch(/bad-program|unknown-var/);
        }
      }),
    );
  });
});

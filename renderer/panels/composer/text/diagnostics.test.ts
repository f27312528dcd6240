import { expect, test } from 'vitest';
import type { StepCheck } from '../../../../electron/contract/programs/check.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { findingsOf } from './language.ts';
import { stepPathAt } from './places.ts';
import { readText } from './reading.ts';

const text = (step: string) => `{"program": 1, "name": "p", "steps": [${step}]}`;
const check = (part: Partial<StepCheck>): StepCheck => ({
  path: 'steps[0]',
  kind: 'pcilg',
  broken: [],
  cautions: [],
  expected: false,
  ...part,
});

test('broken rules stand at their fields as warnings, refusals at the field they name, expected ones nowhere', () => {
  const program = text('{"kind": "pcilg", "space": 0, "offset": "0x1", "length": 9}');
  const rule = {
    rule: 'LEN',
    field: 'length',
    errno: 'EINVAL',
    sentence: 'At most 8.',
    detail: '9',
    source: '',
  } as never;
  const marks = diagnosticsOf(
    program,
    undefined,
    [],
    [
      check({ broken: [rule], predicted: 'EINVAL' }),
      check({ refused: 'offset: $x is not a variable.' }),
      check({ broken: [rule], predicted: 'EINVAL', expected: true }),
    ],
  );
  expect(marks.map(({ from, to, severity }) => [severity, program.slice(from, to)])).toEqual([
    ['warning', '9'],
    ['warning', '"0x1"'],
  ]);
});

test('a length that is too long is marked where it is said: in the fill, or at the bytes themselves', () => {
  const rule = { rule: 'LEN', field: 'length', errno: 'EINVAL', sentence: 'At most 8.', detail: '9' } as never;
  const marked = (data: string) => {
    const program = text(`{"kind": "pcistb", "space": 0, "offset": 0, "data": ${data}}`);
    const [mark] = diagnosticsOf(program, undefined, [], [check({ broken: [rule], predicted: 'EINVAL' })]);
    return program.slice(mark!.from, mark!.to);
  };
  expect(marked('{"pattern": "zero", "length": 9}')).toBe('9');
  expect(marked('"000102030405060708"')).toBe('"000102030405060708"');
});

test('of a text that is no program each fault is marked once, inside the text', async () => {
  const broken = text('{"kind": "pause", "ms": "soon"}, {"kind": "pcilg", "offset": 0, "length": 8, "nonsense": 1}');
  const marks = diagnosticsOf(broken, readText(broken).problem, await findingsOf(broken), []);
  const places = marks.map(({ from, to }) => broken.slice(from, to));
  expect(places).toEqual(expect.arrayContaining(['"soon"', '"nonsense"']));
  expect(places.filter((place) => place === '"soon"')).toHaveLength(1);
  for (const half of ['', '{', '{"program": 1, "name": "p", "steps": [{"kind":'])
    for (const { from, to } of diagnosticsOf(half, readText(half).problem, [], []))
      expect(from <= to && to <= half.length).toBe(true);
});

test('a place in the text belongs to the innermost step', () => {
  const program = text(
    '{"kind": "pause", "ms": 1}, {"kind": "repeat", "count": 2, "steps": [{"kind": "pause", "ms": 77}]}',
  );
  expect(stepPathAt(program, program.indexOf('77'))).toEqual([1, 0]);
  expect(stepPathAt(program, program.indexOf('"count"'))).toEqual([1]);
  expect(stepPathAt(program, 3)).toBeUndefined();
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program, Step } from '../../../../electron/contract/program.ts';
import { insertAfter, moveStep, removeStep, replaceStep, stepAt, stepRows } from '../steps.ts';
import { retold, writtenAnew } from './retell.ts';

const samples = Object.entries(
  import.meta.glob<string>('../../../../assets/programs/*.zpci.json', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const parsed = (text: string) => JSON.parse(text) as Program;
const hello = samples.find(([name]) => name.includes('ism-hello'))![1];

/** Lines of `after` that `before` has not, and the other way round. */
function changedLines(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

test.each(samples)('%s said again is the same to the byte', (_, text) => {
  expect(retold(text, parsed(text))).toBe(text);
});

describe.each([
  ['one step a line', hello],
  ['one value a line', writtenAnew(parsed(hello))],
])('a program with %s', (_, text) => {
  const program = parsed(text);
  const places = stepRows(program.steps).map(({ path }) => path);

  test('said again is the same to the byte', () => {
    expect(retold(text, program)).toBe(text);
    expect(retold(text, structuredClone(program))).toBe(text);
  });

  test('with one field of a step edited has one line changed, in that step', () => {
    for (const path of places) {
      const step = stepAt(program, path)! as Record<string, unknown>;
      for (const field of Object.keys(step).filter((name) => name !== 'kind' && typeof step[name] !== 'object')) {
        const edited = replaceStep(program, path, { ...step, [field]: '0x1234_5678' } as unknown as Step);
        const after = retold(text, edited);
        expect(parsed(after)).toEqual(edited);
        expect(changedLines(text, after).come).toHaveLength(1);
        expect(after.split('\n')).toHaveLength(text.split('\n').length);
      }
    }
  });

  test('with a step doubled, moved or removed leaves the lines of the others alone', () => {
    for (const path of places) {
      const doubled = insertAfter(program, path, stepAt(program, path)!).program;
      const moved = moveStep(program, path, 1).program;
      const removed = removeStep(program, path);
      for (const changed of [doubled, moved, removed]) expect(parsed(retold(text, changed))).toEqual(changed);
      const known = new Set(text.split('\n').map((line) => line.replace(/,$/, '')));
      for (const changed of [doubled, moved, removed])
        for (const line of retold(text, changed).split('\n')) expect(known).toContain(line.replace(/,$/, ''));
    }
  });

  test('with a step added writes it the way its neighbours are written', () => {
    const added: Step = { kind: 'pause', ms: 7 };
    const after = retold(text, insertAfter(program, undefined, added).program);
    const inOneLine = text.includes('{"kind": "');
    expect(after).toContain(
      inOneLine ? '    {"kind": "pause", "ms": 7}\n' : '    {\n      "kind": "pause",\n      "ms": 7\n    }\n',
    );
  });
});

const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => value !== null && typeof value === 'object');
const written = fc.tuple(json, fc.constantFrom(undefined, 2, '\t'), fc.boolean()).map(([value, unit, spaced]) => {
  const text = JSON.stringify(value, undefined, unit);
  return { value, text: spaced ? `\n ${text} \n` : text };
});

test('any JSON said anew from any text means what it should, and means itself to the byte', () => {
  fc.assert(
    fc.property(written, json, ({ value, text }, other) => {
      expect(retold(text, value)).toBe(text);
      expect(JSON.parse(retold(text, other))).toEqual(JSON.parse(JSON.stringify(other)));
    }),
    { numRuns: 500 },
  );
});

test('text that is no JSON is written anew', () => {
  fc.assert(fc.property(fc.string(), (text) => void JSON.parse(retold(text, { program: 1 }))));
  expect(retold('{ "half', { a: 1 })).toBe('{\n  "a": 1\n}\n');
});

test('a property that is new stands where it was put, and one that is gone takes its line along', () => {
  const text = '{\n  "a": 1,\n  "c": 3\n}\n';
  expect(retold(text, { a: 1, b: 2, c: 3 })).toBe('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n');
  expect(retold(text, { c: 3, a: undefined })).toBe('{\n  "c": 3\n}\n');
  expect(retold('{ "a" : 1 , "b":2 }', { a: 1, b: 2, d: [] })).toBe('{ "a" : 1 , "b":2 , "d": [] }');
  expect(retold('{"steps": []}', { steps: [{ kind: 'pause', ms: 1 }] })).toBe(
    '{"steps": [{"kind": "pause", "ms": 1}]}',
  );
});

test('numbers that JavaScript cannot hold keep their digits', () => {
  const text = '{"a": 18446744073709551615, "b": 1.0, "c": 1}';
  expect(retold(text, { ...JSON.parse(text), c: 2 })).toBe('{"a": 18446744073709551615, "b": 1.0, "c": 2}');
});

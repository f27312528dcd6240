import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptDraftSchema } from '../../../electron/contract/app/drafts.ts';
import type { Program, Step } from '../../../electron/contract/program.ts';
import {
  appended,
  begunWith,
  changed,
  draftOf,
  emptyDraft,
  fileMoved,
  inEnvironment,
  isUnsaved,
  keptOf,
  opened,
  redone,
  saved,
  takenOver,
  typed,
  undone,
  withOther,
} from './draft.ts';
import { replaceStep } from './steps.ts';

const TEXT = `{
  "program": 1,
  "name": "p",
  "vars": {"base": "0x1000"},
  "steps": [
    {"kind": "pcilg", "space": 0, "offset": "$base", "length": 8, "save": [{"name": "token"}]},
    {"kind": "pause", "ms": 1}
  ]
}
`;
const FILE = { path: 'p.zpci.json', version: '1', text: TEXT };
const draft = opened(emptyDraft, TEXT, FILE);

test('a field edited in the cards changes its characters of the text and nothing else', () => {
  const step = { ...draft.program.steps[0], offset: '$base + 8' } as Step;
  const after = changed(draft, replaceStep(draft.program, [0], step));
  expect(after.text).toBe(TEXT.replace('"$base"', '"$base + 8"'));
  expect(after.past.at(-1)).toEqual({ at: TEXT.indexOf('$base') + 5, removed: '', inserted: ' + 8' });
});

test('text that is typed shows in the cards at once', () => {
  const after = typed(draft, TEXT.replace('"ms": 1', '"ms": 25'));
  expect(after.program.steps[1]).toEqual({ kind: 'pause', ms: 25 });
  expect(after).toMatchObject({ isBehind: false, problem: undefined });
});

describe('half-typed text', () => {
  const half = typed(draft, TEXT.replace('"ms": 1}', '"ms": '));
  test('is kept as it is; cards go on showing what it said before', () => {
    expect(half).toMatchObject({ isBehind: true, program: draft.program, problem: { line: 8, column: 3 } });
    expect(draftOf(keptDraftSchema.parse(JSON.parse(JSON.stringify(keptOf(half, 5)))))).toMatchObject({
      text: half.text,
      isBehind: true,
    });
  });
  test('is behind one undo when something else takes its place', () => {
    expect(undone(appended(half, { kind: 'pause', ms: 9 })).text).toBe(half.text);
  });
});

test('a program that could not run is shown all the same, with what is wrong and where', () => {
  const after = typed(draft, TEXT.replace('"ms": 1', '"ms": "soon"'));
  expect(after.isBehind).toBe(false);
  expect(after.problem).toMatchObject({ message: expect.stringContaining('steps[1].ms'), line: 7, column: 29 });
});

test('cards and text have one history', () => {
  const one = typed(draft, TEXT.replace('"p"', '"q"'));
  const two = changed(one, { ...one.program, name: 'r' });
  expect(undone(two).program.name).toBe('q');
  expect(undone(undone(two)).text).toBe(TEXT);
  expect(redone(redone(undone(undone(two)))).text).toBe(two.text);
  expect(undone(undone(undone(undone(two))))).toMatchObject({ text: emptyDraft.text, file: undefined, past: [] });
});

const steps = fc.array(fc.record({ kind: fc.constant('pause' as const), ms: fc.nat(9), name: fc.string() }), {
  maxLength: 6,
});
const programs = fc.record({ program: fc.constant(1 as const), name: fc.string({ maxLength: 20 }), steps });

test('cards to text to cards is the same program, whatever it was before', () => {
  fc.assert(
    fc.property(fc.array(programs, { minLength: 1, maxLength: 8 }), (list) => {
      let now = draft;
      for (const program of list as Program[]) {
        now = changed(now, program);
        expect(JSON.parse(now.text)).toEqual(program);
        expect(now.program).toEqual(program);
      }
      for (let i = now.past.length; i > 0; i--) now = undone(now);
      expect(now.text).toBe(emptyDraft.text);
    }),
  );
});

describe('the file', () => {
  test('differs once something is typed, and no more when it is taken back or saved', () => {
    const after = typed(draft, `${TEXT} `);
    expect([isUnsaved(draft), isUnsaved(after), isUnsaved(undone(after))]).toEqual([false, true, false]);
    expect(isUnsaved(saved(after, { ...FILE, version: '2', text: after.text }))).toBe(false);
    expect([isUnsaved(emptyDraft), isUnsaved(begunWith(emptyDraft, { ...draft.program }))]).toEqual([false, true]);
  });
  test('comes back with its unsaved text when another was opened over it', () => {
    const mine = typed(draft, TEXT.replace('"p"', '"mine"'));
    const other = opened(mine, '{"program": 1, "name": "other", "steps": []}', { path: 'o', version: '1', text: '' });
    expect(undone(other)).toMatchObject({ text: mine.text, file: FILE });
    expect(redone(undone(other))).toMatchObject({ text: other.text, file: other.file });
  });
  test('that was saved meanwhile comes back as saved', () => {
    const other = opened(draft, '{}', { path: 'o', version: '1', text: '{}' });
    const again = saved(undone(other), { ...FILE, version: '2' });
    expect(undone(redone(again)).file).toMatchObject({ path: 'p.zpci.json', version: '2' });
  });
  test('follows when it or a folder above it is renamed', () => {
    const inFolder = opened(emptyDraft, TEXT, { ...FILE, path: 'a/p.zpci.json' });
    expect(fileMoved(inFolder, 'a', 'b').file?.path).toBe('b/p.zpci.json');
    expect(fileMoved(inFolder, 'a/p', 'b').file?.path).toBe('a/p.zpci.json');
  });
});

test('the environment overrides variables of what is sent, and the program stays as it is', () => {
  const after = inEnvironment(draft, { name: 'lab', vars: { base: '0x2000' } });
  expect(after.effective.vars).toEqual({ base: '0x2000' });
  expect(after.program.vars).toEqual({ base: '0x1000' });
  expect(after.text).toBe(TEXT);
});

describe('the draft of another window', () => {
  const other = keptOf(opened(emptyDraft, TEXT.replace('"p"', '"theirs"')), 7);
  test('takes the place of this one, which can be had back', () => {
    const taken = takenOver(draft, other);
    expect(taken.program.name).toBe('theirs');
    expect(undone(taken).text).toBe(TEXT);
  });
  test('that was kept before this one is behind it', () => {
    const mine = withOther(draft, other);
    expect(mine.text).toBe(TEXT);
    expect(undone(mine).program.name).toBe('theirs');
    expect(undone(undone(mine)).text).toBe(TEXT);
  });
});

test('any text is a draft', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(typed(draft, text).text).toBe(text);
    }),
  );
  for (const text of [
    'null',
    '[]',
    '{"program":1,"name":"p","steps":[null]}',
    '{"program":1,"name":"p","steps":[{"kind":"repeat","count":1,"steps":7}]}',
  ])
    expect(typed(draft, text)).toMatchObject({ isBehind: true, program: draft.program });
});

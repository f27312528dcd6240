import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alignment, align, type Keys } from './align.ts';

const RUNS = Number(process.env.ZPCI_PROPERTY_RUNS ?? 50);
const breathe = async () => {};

interface One {
  readonly whole: number;
  readonly place: number;
}

const keysOf = (list: readonly One[]): Keys => ({
  whole: Float64Array.from(list, ({ whole }) => whole),
  place: Float64Array.from(list, ({ place }) => place),
});

async function counts(left: readonly One[], right: readonly One[]) {
  const alignment = await align(keysOf(left), keysOf(right), breathe);
  expectInOrder(alignment, left.length, right.length);
  const verdicts = { same: 0, different: 0, missing: 0, added: 0 };
  alignment.left.forEach((a, index) => {
    const b = alignment.right[index]!;
    if (b < 0) verdicts.missing += 1;
    else if (a < 0) verdicts.added += 1;
    else if (left[a]!.whole === right[b]!.whole) verdicts.same += 1;
    else verdicts.different += 1;
  });
  return verdicts;
}

/** Every request of both sides is there once, in its order. */
function expectInOrder({ left, right }: Alignment, leftCount: number, rightCount: number): void {
  expect([...left].filter((at) => at >= 0)).toEqual(Array.from({ length: leftCount }, (_, at) => at));
  expect([...right].filter((at) => at >= 0)).toEqual(Array.from({ length: rightCount }, (_, at) => at));
}

type Edit = 'keep' | 'drop' | 'insert' | 'change';

/** Each request of its own, at one of a few places, with an edit. */
const edited = fc.array(
  fc.record({
    place: fc.integer({ min: 0, max: 5 }),
    edit: fc.constantFrom<Edit>('keep', 'keep', 'drop', 'insert', 'change'),
  }),
  { maxLength: 300 },
);

let fresh = 1e6;
const changed = (one: One, edit: Edit): One[] => {
  fresh += 1;
  if (edit === 'drop') return [];
  if (edit === 'change') return [{ ...one, whole: fresh }];
  return edit === 'insert' ? [{ whole: fresh, place: fresh }, one] : [one];
};

describe('aligning requests', () => {
  test('finds exactly the edits that were made', async () => {
    await fc.assert(
      fc.asyncProperty(edited, async (list) => {
        const left = list.map(({ place }, index) => ({ whole: index, place }));
        const right = list.flatMap(({ edit }, index) => changed(left[index]!, edit));
        const made = (edit: Edit) => list.filter((one) => one.edit === edit).length;
        expect(await counts(left, right)).toEqual({
          same: made('keep') + made('insert'),
          different: made('change'),
          missing: made('drop'),
          added: made('insert'),
        });
      }),
      { numRuns: RUNS },
    );
  });

  test('of requests that repeat pairs at least as many as were left alone', async () => {
    await fc.assert(
      fc.asyncProperty(edited, async (list) => {
        const left = list.map(({ place }) => ({ whole: place, place }));
        const right = list.flatMap(({ edit }, index) => changed(left[index]!, edit));
        const kept = list.filter(({ edit }) => edit === 'keep' || edit === 'insert').length;
        expect((await counts(left, right)).same).toBeGreaterThanOrEqual(kept);
      }),
      { numRuns: RUNS },
    );
  });

  test('meets again behind a run that is longer than a window', async () => {
    const row = (at: number) => ({ whole: at, place: at });
    const left = Array.from({ length: 12_000 }, (_, at) => row(at));
    const foreign = Array.from({ length: 9000 }, (_, at) => row(1e7 + at));
    const right = [...left.slice(0, 5000), ...foreign, ...left.slice(5000)];
    expect(await counts(left, right)).toEqual({ same: 12_000, different: 0, missing: 0, added: 9000 });
    expect(await counts(right, left)).toEqual({ same: 12_000, different: 0, missing: 9000, added: 0 });
    expect(await counts(left, foreign)).toEqual({ same: 0, different: 0, missing: 12_000, added: 9000 });
  });

  test('keeps pairs of one place together across windows when nothing is the same', async () => {
    const side = (whole: number) => Array.from({ length: 20_000 }, (_, at) => ({ whole: whole + at, place: at % 7 }));
    expect(await counts(side(0), side(1e6))).toEqual({ same: 0, different: 20_000, missing: 0, added: 0 });
  });
});

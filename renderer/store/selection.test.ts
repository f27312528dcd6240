import { describe, expect, test } from 'vitest';
import { canStep, emptyHistory, replace, type Selection, selected, step, visit } from './selection.ts';

const request = (seq: number): Selection => ({ kind: 'request', seq });
const visits = (...selections: Selection[]) => selections.reduce(visit, emptyHistory);

describe('selection history', () => {
  test('starts with nothing selected and nowhere to go', () => {
    expect(selected(emptyHistory)).toEqual({ kind: 'none' });
    expect([canStep(emptyHistory, -1), canStep(emptyHistory, 1)]).toEqual([false, false]);
  });

  test('back and forward walk through what was selected', () => {
    const history = visits(request(1), { kind: 'mapping', iova: 0x1000n });
    const back = step(history, -1);
    expect(selected(back)).toEqual(request(1));
    expect(selected(step(back, 1))).toEqual({ kind: 'mapping', iova: 0x1000n });
  });

  test('selecting after going back forgets what lay ahead', () => {
    const history = visit(step(visits(request(1), request(2)), -1), request(3));
    expect(selected(history)).toEqual(request(3));
    expect(canStep(history, 1)).toBe(false);
    expect(selected(step(history, -1))).toEqual(request(1));
  });

  test('the same thing twice is one entry', () => {
    const field: Selection = { kind: 'field', structure: 'region/2', node: 'caps/1' };
    expect(visits(field, { ...field })).toEqual(visits(field));
  });

  test('different things that look alike are two entries', () => {
    const first: Selection = { kind: 'bytes', structure: 'config', offset: 1, length: 12 };
    expect(visits(first, { ...first, offset: 11, length: 2 }).entries).toHaveLength(3);
  });

  test('keeps the newest 200 entries', () => {
    const history = visits(...Array.from({ length: 500 }, (_, seq) => request(seq)));
    expect(history.entries).toHaveLength(200);
    expect(selected(history)).toEqual(request(499));
  });

  test('stepping past either end stays where it is', () => {
    const history = visits(request(1));
    expect(step(history, 1)).toBe(history);
  });
});

test('dragging a cursor leaves one entry: back leads to what was selected before', () => {
  const dragged = replace(replace(visits({ kind: 'region', index: 1 }, request(1)), request(2)), request(3));
  expect(selected(dragged)).toEqual(request(3));
  expect(selected(step(dragged, -1))).toEqual({ kind: 'region', index: 1 });
});

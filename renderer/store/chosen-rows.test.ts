import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areSeveral, type ChosenRows, drawnTo, everyRow, isChosen, noRows, onlyRow, toggled } from './chosen-rows.ts';

const rowsOf = (chosen: ChosenRows) =>
  Array.from({ length: 40 }, (_, seq) => seq).filter((seq) => isChosen(chosen, seq));

describe('rows chosen together', () => {
  test('are the rows that were toggled an odd number of times, in as few ranges as can be', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 40 }), (seqs) => {
        const chosen = seqs.reduce(toggled, noRows);
        const odd = [...new Set(seqs)].filter((seq) => seqs.filter((one) => one === seq).length % 2);
        expect(rowsOf(chosen)).toEqual(odd.toSorted((a, b) => a - b));
        for (const [i, { from }] of chosen.ranges.entries())
          if (i > 0) expect(from).toBeGreaterThan(chosen.ranges[i - 1]!.to + 1);
      }),
    );
  });

  test('are drawn from the row that was pressed last, in both directions', () => {
    expect(rowsOf(drawnTo(onlyRow(5), 7))).toEqual([5, 6, 7]);
    expect(rowsOf(drawnTo(drawnTo(onlyRow(5), 7), 3))).toEqual([3, 4, 5]);
    expect(rowsOf(drawnTo(toggled(onlyRow(2), 9), 10))).toEqual([9, 10]);
  });

  test('are several from two on', () => {
    expect(areSeveral(onlyRow(3))).toBe(false);
    expect(areSeveral(drawnTo(onlyRow(3), 4))).toBe(true);
    expect(areSeveral(toggled(onlyRow(3), 9))).toBe(true);
    expect(rowsOf(everyRow(3))).toEqual([0, 1, 2]);
    expect(rowsOf(everyRow(0))).toEqual([]);
  });
});

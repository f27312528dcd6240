import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applied, changeBetween, inverse } from './change.ts';
import { back, forth, type History, withText } from './history.ts';

const fresh = (text: string): History => ({ text, past: [], future: [] });
const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 });

test('a change makes one text of the other, and back, and splits no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const change = changeBetween(before, after);
      expect(change === undefined).toBe(before === after);
      if (!change) return;
      expect(applied(before, change)).toBe(after);
      expect(applied(after, inverse(change))).toBe(before);
      for (const part of [change.removed, change.inserted]) expect(encodeURIComponent(part)).toBeDefined();
    }),
  );
});

test('everything is taken back to the first text and made again to the last', () => {
  fc.assert(
    fc.property(texts, (list) => {
      let history = list.reduce(withText, fresh('begin'));
      const { text } = history;
      const steps = history.past.length;
      for (let i = 0; i < steps; i++) history = back(history);
      expect(history.text).toBe('begin');
      for (let i = 0; i < steps; i++) history = forth(history);
      expect(history.text).toBe(text);
    }),
  );
});

test('typing is taken back a word at a time, deleting as a whole', () => {
  const typed = [...'0x10 two'].reduce((history, letter) => withText(history, history.text + letter), fresh(''));
  expect(back(typed).text).toBe('0x10 ');
  expect(back(back(typed)).text).toBe('');
  const deleted = [1, 2, 3].reduce((history) => withText(history, history.text.slice(0, -1)), fresh('abcde'));
  expect(back(deleted).text).toBe('abcde');
});

test('a change after taking back forgets what was to be made again', () => {
  const history = withText(back(withText(fresh('a'), 'b')), 'c');
  expect(forth(history)).toEqual(history);
  expect(back(history).text).toBe('a');
});

test('what is remembered is bounded and the newest change is among it', () => {
  const big = 'x'.repeat(3_000_000);
  expect(back(withText(fresh(''), big)).text).toBe('');
  const many = Array.from({ length: 3000 }, (_, i) => `${i}`.repeat(300)).reduce(withText, fresh(''));
  expect(many.past.length).toBeLessThanOrEqual(1000);
  expect(back(many).text).toBe('2998'.repeat(300));
});

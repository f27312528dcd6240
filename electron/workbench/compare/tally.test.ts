import { expect, test } from 'vitest';
import type { Difference } from '../../contract/compare/messages.ts';
import { Tally } from './tally.ts';

const bytes = (field: string): Difference => ({ what: 'bytes', field, left: '00', right: '01' });
const load = (seq: number) => ({ kind: 'pcilg', seq });

test('a pair counts once for each kind of difference and each field, and where bytes differ is told as one stretch', () => {
  const tally = new Tally();
  tally.add(3, load(2), [bytes('data[4..7]'), bytes('data[60]'), { ...bytes('errno'), what: 'errno' }]);
  tally.add(5, load(4), [bytes('data[1]')]);
  expect(Object.fromEntries(tally.by)).toEqual({ bytes: 2, errno: 1 });
  const first = { index: 3, seq: 2, left: '00', right: '01' };
  expect(tally.common).toEqual({
    common: [
      { kind: 'pcilg', what: 'bytes', field: 'data[1..60]', pairs: 2, first },
      { kind: 'pcilg', what: 'errno', field: 'errno', pairs: 1, first },
    ],
    commonLeftOut: 0,
  });
});

test('however many fields differ, few are told and the others counted', () => {
  const tally = new Tally();
  for (let index = 0; index < 5000; index++) tally.add(index, load(index), [bytes(`config.field${index}`)]);
  const { common, commonLeftOut } = tally.common;
  expect(common).toHaveLength(30);
  expect(common[0]).toMatchObject({ kind: '', field: 'other fields', pairs: 4001 });
  expect(commonLeftOut).toBe(970);
});

test('other fields are no one kind of difference, and have no stretch of bytes', () => {
  const tally = new Tally();
  for (let index = 0; index < 999; index++) tally.add(index, load(index), [bytes(`config.field${index}`)]);
  tally.add(999, load(999), [bytes('data[4..7]')]);
  tally.add(1000, load(1000), [bytes('stored[60]'), { ...bytes('errno'), what: 'errno' }]);
  const first = { index: 999, seq: 999, left: '00', right: '01' };
  expect(tally.common.common[0]).toEqual({ kind: '', field: 'other fields', pairs: 2, first });
  expect(Object.fromEntries(tally.by)).toEqual({ bytes: 1001, errno: 1 });
});

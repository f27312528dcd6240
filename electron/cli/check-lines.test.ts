import { describe, expect, test } from 'vitest';
import type { Program } from '../contract/program.ts';
import type { StepCheck } from '../contract/programs/check.ts';
import { stepLines, summedUp } from './check-lines.ts';

const PROGRAM: Program = {
  program: 1,
  name: 'sweep',
  rows: { sweep: { length: [8, 16], offset: { from: '0xff0', to: '0x1000', step: '0x8' } } },
  steps: [],
};

const step = (row: number | undefined, part: Partial<StepCheck> = {}): StepCheck => ({
  ...{ path: 'steps[0]', kind: 'pcistb', name: 'store', row, broken: [], cautions: [], expected: false },
  ...part,
});

const broken = (detail: string, rule = 'ISM-4K'): Partial<StepCheck> => ({
  predicted: 'EINVAL',
  broken: [{ rule, detail } as StepCheck['broken'][number]],
});

describe('what a check of a sweep found', () => {
  test('is a line a step, with the first row of each thing that comes of it', () => {
    const checks = [
      ...[step(0), step(1), step(2)],
      step(3, { ...broken('0xff0 + 24'), expected: true }),
      step(4, broken('0xff8 + 16')),
      step(5, broken('0x1000 + 16')),
      step(4, { path: 'steps[1]', kind: 'pcilg', name: undefined, refused: 'space 9 is none' }),
      step(5, { path: 'steps[1]', kind: 'pcilg', name: undefined, refused: 'space 10 is none' }),
    ];
    expect(summedUp(PROGRAM, checks)).toEqual([
      'steps[0] pcistb (store): 6 rows, 3 legal, 1 refused as expected, 2 would surprise',
      '    1 from row 4 (length=16 offset=4080): EINVAL, as the program expects',
      '        ISM-4K: 0xff0 + 24',
      '    2 from row 5 (length=16 offset=4088): EINVAL',
      '        ISM-4K: 0xff8 + 16',
      'steps[1] pcilg: 2 rows, all would surprise',
      '    2 from row 5 (length=16 offset=4088): cannot be sent: space 9 is none',
    ]);
  });

  test('keeps apart what breaks other rules or cannot be sent or checked for another reason', () => {
    const others = [
      step(0, broken('0xff8 + 16')),
      step(1, broken('12', 'ISM-MULTIPLE')),
      step(2, broken('8200', 'ISM-MAX')),
      step(3, broken('12 + 8', 'ISM-MULTIPLE')),
      step(0, { refused: 'space 0xa is none' }),
      step(1, { refused: 'space 0x10 is none' }),
      step(2, { refused: 'buffer b is none' }),
      step(0, { unknown: 'depends on $token' }),
      step(1, { unknown: 'depends on $handle' }),
    ];
    const told = summedUp(PROGRAM, others).filter((line) => /^ {4}\S/.test(line));
    expect(told.map((line) => line.replace(/\(.*?\)/, '').trim())).toEqual([
      '1 from row 1 : EINVAL',
      '2 from row 2 : EINVAL',
      '1 from row 3 : EINVAL',
      '2 from row 1 : cannot be sent: space 0xa is none',
      '1 from row 3 : cannot be sent: buffer b is none',
      '1 from row 1 : not checked: depends on $token',
      '1 from row 2 : not checked: depends on $handle',
    ]);
  });

  test('says that all are legal, how often a repeated step was looked at, and what could not be', () => {
    expect(summedUp(PROGRAM, [step(0), step(0), step(1), step(1)])).toEqual([
      'steps[0] pcistb (store): 4 times in 2 rows, all legal',
    ]);
    expect(summedUp(PROGRAM, [step(0, { unknown: 'depends on $token' })])).toEqual([
      'steps[0] pcistb (store): 1 row, all not checked',
      '    1 from row 1 (length=8 offset=4080): not checked: depends on $token',
    ]);
  });

  test('is told step by step where there are no rows', () => {
    const checks = [step(undefined), step(undefined, broken('0xff8 + 16'))];
    expect(summedUp({ ...PROGRAM, rows: undefined }, checks)).toEqual(checks.flatMap(stepLines));
    expect(checks.flatMap(stepLines)).toEqual(['steps[0] pcistb (store): EINVAL', '    ISM-4K: 0xff8 + 16']);
  });
});

import { describe, expect, test } from 'vitest';
import { emptyLine, suggestedLines } from '../../store/send-again-form.ts';
import { remapOf, speedOf } from './order.ts';

const none = { iova: [], offset: [], buffers: [], spaces: [], functions: {} };

describe('what was typed', () => {
  test.each([
    ['1', 1],
    ['0.5', 0.5],
    ['max', 'max'],
    ['step', 'step'],
  ])('the speed %s', (text, value) => expect(speedOf(text)).toEqual({ value }));

  test.each(['', ' ', '0', '-1', 'fast', '1e9', 'Infinity'])('no speed: %j', (text) =>
    expect(speedOf(text)).toHaveProperty('reason'));

  test('lines become what is to be changed; blank ones are nothing', () => {
    const changes = [
      emptyLine,
      { what: 'iova', from: '0x1_0000_0000', size: '64 KiB', to: '0x2_0000_0000' },
      { what: 'buffer', from: 'dmb', size: '', to: 'ring' },
      { what: 'space', from: '0', size: '', to: '2' },
    ] as const;
    expect(remapOf({ changes, functions: { peer: 'sim:ism', gone: '' } })).toEqual({
      value: {
        ...none,
        iova: [{ from: 0x1_0000_0000n, size: 0x1_0000n, to: 0x2_0000_0000n }],
        buffers: [{ from: 'dmb', to: 'ring' }],
        spaces: [{ from: 0, to: 2 }],
        functions: { peer: 'sim:ism' },
      },
    });
  });

  test.each([
    { what: 'iova', from: '0x1000', size: '', to: '0x2000' },
    { what: 'iova', from: 'here', size: '4 KiB', to: '0x2000' },
    { what: 'space', from: '0', size: '', to: '256' },
    { what: 'buffer', from: 'dmb', size: '', to: '' },
  ] as const)('a line that says nothing whole is told: %j', (line) =>
    expect(remapOf({ changes: [line], functions: {} })).toHaveProperty('reason'));

  test('what the plan suggests reads back as it was', () => {
    const iova = [{ from: 0x1_0000_0000n, size: 0x1000n, to: 0xffff_ffff_0000_0000n }];
    const changes = suggestedLines({ suggested: { ...none, iova } } as never);
    expect(remapOf({ changes, functions: {} })).toEqual({ value: { ...none, iova } });
  });
});

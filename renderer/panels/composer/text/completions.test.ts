import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { completionsAt, type Names, worthAt } from './completions.ts';

const names: Names = {
  variables: new Map([
    ['dmb', 0x1000n],
    ['token', undefined],
  ]),
  buffers: ['ring'],
  functions: ['peer'],
};

async function labels(step: string): Promise<string[]> {
  const marked = `{"program": 1, "name": "p", "steps": [${step}]}`;
  const state = EditorState.create({ doc: marked.replace('|', '') });
  const result = await completionsAt(new CompletionContext(state, marked.indexOf('|'), false), names);
  return (result?.options ?? []).map(({ label }) => label);
}

test('fields are offered from the first quote on, fewer with each letter', async () => {
  expect(await labels('{"kind": "dma.map", "|"}')).toEqual(expect.arrayContaining(['buffer', 'iova', 'size']));
  expect(await labels('{"kind": "dma.map", "io|"}')).toEqual(['iova']);
  expect(await labels('{"kind": "dma.|"}')).toEqual(expect.arrayContaining(['"dma.map"', '"dma.unmap"']));
});

test('after $ there are the variables, in fields of names the names', async () => {
  expect(await labels('{"kind": "pcistb", "offset": "$|"}')).toEqual(['$dmb', '$token']);
  expect(await labels('{"kind": "dma.map", "buffer": "|"}')).toContain('"ring"');
  expect(await labels('{"kind": "dma.map", "on": "|"}')).toContain('"peer"');
});

test('a variable and a number tell what they are worth', () => {
  const text = '"$dmb + 0x1_0000 $token $x"';
  const worth = (word: string) => worthAt(text, text.indexOf(word) + 1, names)?.text;
  expect(['$dmb', '0x1_0000', '$token', '$x', '+'].map(worth)).toEqual([
    '$dmb = 0x1000 · 4,096',
    '0x1_0000 · 65,536',
    '$token = known when the program runs',
    '$x is not declared.',
    undefined,
  ]);
});

import { expect, test } from 'vitest';
import hello from '../../../../assets/programs/ism-hello.zpci.json?raw';
import { findingsOf, meaningAt, suggestionsAt } from './language.ts';

/** The text without its mark, and where the mark was. */
function marked(text: string): [string, number] {
  return [text.replace('|', ''), text.indexOf('|')];
}
const program = (step: string) => `{"program": 1, "name": "p", "steps": [${step}]}`;
const labels = async (text: string) => (await suggestionsAt(...marked(text))).map(({ label }) => label);

test('the kinds of steps are suggested, and for a kind its own fields', async () => {
  expect(await labels(program('{"kind": |}'))).toEqual(expect.arrayContaining(['"pcistb"', '"dma.map"', '"repeat"']));
  const fields = await labels(program('{"kind": "dma.map", |}'));
  expect(fields).toEqual(expect.arrayContaining(['buffer', 'iova', 'size']));
  expect(fields).not.toContain('space');
});

test('values of a field that has few are suggested', async () => {
  expect(await labels(program('{"kind": "pcistb", "space": 0, "offset": 0, "path": |}'))).toEqual(
    expect.arrayContaining(['"ism-vfio-pci"', '"zpci-io"']),
  );
});

test('what a kind means is told', async () => {
  expect(await meaningAt(...marked(program('{"kind": "pci|stb", "space": 0, "offset": 0}')))).toContain('PCISTB');
  expect(await meaningAt('', 0)).toBeUndefined();
});

test('a sound program has no findings, an unsound one all of its', async () => {
  expect(await findingsOf(hello)).toEqual([]);
  const text = program('{"kind": "pcilg", "space": "0x0", "offset": 0, "length": 8, "nonsense": 1}, {"kind": "pause"}');
  const found = await findingsOf(text);
  expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(expect.arrayContaining(['"nonsense"']));
  expect(found.length).toBeGreaterThanOrEqual(2);
});

import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { decodedToJson } from './json.ts';
import { flatten, uncovered } from './testing/tree.ts';
import { vectorBytes, vectors } from './testing/vectors.ts';

describe.each(vectors)('$id', (vector) => {
  const bytes = vectorBytes(vector);
  const { kind, byteOrder, dialect, expect: expected } = vector;

  test('decodes to the listed fields, capabilities and diagnostics', () => {
    expect(decodedToJson(decode(kind, bytes, { byteOrder, dialect }))).toEqual(expected);
  });

  test('its byte order is found when nobody says it', () => {
    expect(decode(kind, bytes, { dialect }).byteOrder).toBe(byteOrder);
  });

  test('every byte belongs to a line of the tree, and line ids are unique', () => {
    const { tree } = decode(kind, bytes, { byteOrder, dialect });
    const ids = flatten(tree).map(({ id }) => id);
    expect(uncovered(tree, bytes.length)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const textOf = (id: string, name: string) => {
  const vector = vectors.find((candidate) => candidate.id === id)!;
  const { tree } = decode(vector.kind, vectorBytes(vector), vector);
  return flatten(tree).find((node) => node.name === name && node.kind !== 'capability')?.text;
};

test.each([
  ['V05', 'end_dma', '0x3ff_ffff_ffff'],
  ['V05', 'pft', '0x05 ISM'],
  ['V05', 'imaxstbl', '4 KiB'],
  ['V05', 'mui', '4000 ms'],
  ['V05', 'util_str', '"ISM DEMO 01"'],
  ['V08', 'flags', 'READ | WRITE | CAPS'],
  ['V08', 'type', '0x80001014 PCI vendor IBM'],
  ['V12', 'iova_pgsizes', '4 KiB | 2 MiB | 1 GiB'],
  ['V12', '0', '0x0 – 0xfedf_ffff'],
  ['Q02', 'status', '20 invalid address space'],
  ['F01', 'last_update_tod', '0xd5c1_a2b3_c4d5_e000 2019-03-01T15:16:01.515Z'],
  ['Z03', 'pcias', '2 BAR 2'],
  ['N01', 'length', '64 KiB'],
])('%s shows %s as %s', (id, name, text) => {
  expect(textOf(id, name)).toBe(text);
});

test('a probe answer tells the length to ask again with, and is no finding in JSON', () => {
  const vector = vectors.find(({ id }) => id === 'V07')!;
  const decoded = decode('device-info', vectorBytes(vector));
  expect(decoded.diagnostics).toMatchObject([{ code: 'short-answer', severity: 'info' }]);
  expect(decoded.diagnostics[0]!.message).toContain('argsz 208');
  expect(decodedToJson(decoded).diagnostics).toEqual([]);
});

test('the 2019 dialect is never guessed: only iommu-info knows it, and only when asked', () => {
  const vector = vectors.find(({ id }) => id === 'R03')!;
  expect(decode('iommu-info', vectorBytes(vector)).caps).toEqual([]);
  expect(decode('iommu-info', vectorBytes(vector), { dialect: 'rfc2019' }).caps[0]!.name).toBe('qfn');
});

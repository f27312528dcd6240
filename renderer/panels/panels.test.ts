import { describe, expect, test } from 'vitest';
import { type Area, presetAreas } from '../shell/presets.ts';
import { panels } from './index.ts';

const folders = Object.keys(import.meta.glob('./*/panel.tsx')).map((path) => path.split('/')[1]);
const ids = panels.map(({ id }) => id);
const idsIn = (area: Area): readonly string[] => ('parts' in area ? area.parts.flatMap(idsIn) : area.tabs);

describe('the panel list', () => {
  test('names every panel folder, and no other', () => {
    expect(ids.toSorted()).toEqual(folders.toSorted());
  });

  test('every panel stands somewhere in the Inspect layout, so that it can be found', () => {
    expect(idsIn(presetAreas.inspect.root).toSorted()).toEqual(ids.toSorted());
  });

  test.each(Object.entries(presetAreas))('the layout %s shows no panel twice', (_, { root }) => {
    const shown = idsIn(root);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test.each(Object.entries(presetAreas))('the parts of the layout %s fill the area they divide', (_, { root }) => {
    expect(root.parts.reduce((sum, { size }) => sum + size, 0)).toBe(800);
    for (const part of root.parts)
      if ('parts' in part) expect(part.parts.reduce((sum, { size }) => sum + size, 0)).toBe(1440);
  });
});

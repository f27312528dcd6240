import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as capabilityLists from './capabilities/index.ts';
import { fieldLength } from './field.ts';
import { layoutKinds, structureOf } from './kinds.ts';
import { extendedCapabilities, standardCapabilities } from './pci-config/capabilities/index.ts';
import type { FieldSpec, Layout } from './types.ts';

const sourcesIn = (folder: string, but: readonly string[]) => {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !but.includes(name))
    .map((name) => name.slice(0, -'.ts'.length));
};

const vfioListed = new Set(Object.values(capabilityLists).flat());
const pciListed = new Set([...standardCapabilities, ...extendedCapabilities]);

describe('a capability file that nobody listed', () => {
  test.each(sourcesIn('./capabilities', ['index.ts', 'capability.ts']))('%s is in a name space', async (name) => {
    const exported = Object.values(await import(`./capabilities/${name}.ts`));
    expect(exported.length).toBeGreaterThan(0);
    for (const capability of exported) expect(vfioListed).toContain(capability);
  });

  test.each(sourcesIn('./pci-config/capabilities', ['index.ts']))('%s is in a PCI list', async (name) => {
    const exported = Object.values(await import(`./pci-config/capabilities/${name}.ts`));
    expect(exported.length).toBeGreaterThan(0);
    for (const capability of exported) expect(pciListed).toContain(capability);
  });

  test.each(sourcesIn('./structures', ['index.ts']))('structures/%s is in the index', (name) => {
    const index = readFileSync(fileURLToPath(new URL('./structures/index.ts', import.meta.url)), 'utf8');
    expect(index).toContain(`'./${name}.ts'`);
  });
});

test('no two merged capabilities of one name space share a number', () => {
  const { deviceCapabilities, regionCapabilities, iommuCapabilities } = capabilityLists;
  for (const list of [
    deviceCapabilities,
    regionCapabilities,
    iommuCapabilities,
    standardCapabilities,
    extendedCapabilities,
  ])
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
});

const layouts: Layout[] = [
  ...layoutKinds.map((kind) => structureOf(kind).layout).filter((layout) => typeof layout === 'object'),
  ...[...vfioListed].flatMap(({ versions }) => versions),
  ...[...pciListed].map(({ layout }) => layout).filter((layout) => typeof layout === 'object'),
];

const overlaps = (a: FieldSpec, b: FieldSpec) =>
  a.offset < b.offset + fieldLength(b) && b.offset < a.offset + fieldLength(a);
const sharesWord = (a: FieldSpec, b: FieldSpec) => a.offset === b.offset && (a.mask ?? b.mask ?? a.bits ?? b.bits);

describe.each(layouts)('$name', (layout) => {
  test('fields stand in order, do not overlap, and end inside the size', () => {
    const { fields } = layout;
    for (const [index, field] of fields.entries()) {
      if (!field.lengthFrom) expect(field.offset + fieldLength(field)).toBeLessThanOrEqual(layout.size);
      for (const earlier of fields.slice(0, index)) {
        expect(earlier.offset).toBeLessThanOrEqual(field.offset);
        if (overlaps(earlier, field)) expect(sharesWord(earlier, field)).toBeTruthy();
      }
    }
  });

  test('every length and count it refers to is one of its own earlier fields', () => {
    const names = layout.fields.map(({ name }) => name);
    const references = [...layout.fields.map(({ lengthFrom }) => lengthFrom), layout.list?.countFrom];
    for (const reference of references) if (reference) expect(names).toContain(reference);
    expect(new Set(names).size).toBe(names.length);
  });
});

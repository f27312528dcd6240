import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byIova, type Extent, insertMapping, takeInside, touched } from './sorted-mappings.ts';

const shares = (a: Extent, b: Extent) => a.iova < b.iova + b.size && b.iova < a.iova + a.size;
const extent = fc.record({ iova: fc.bigInt(0n, 60n), size: fc.bigInt(0n, 12n) });

/** Disjoint mappings in the order they were made in. */
const made = fc
  .array(extent, { maxLength: 20 })
  .map((all) => all.filter((one, i) => one.size > 0n && !all.slice(0, i).some((other) => shares(one, other))));

const listed = (mappings: readonly Extent[]) => {
  const list: Extent[] = [];
  for (const mapping of mappings) insertMapping(list, mapping);
  return list;
};

test('a list stays in order, whatever order mappings come in', () => {
  fc.assert(
    fc.property(made, (mappings) => {
      expect(listed(mappings)).toEqual([...mappings].sort(byIova));
    }),
  );
});

test('what a range touches is what shares a byte with it', () => {
  fc.assert(
    fc.property(made, extent, (mappings, range) => {
      const list = listed(mappings);
      const sharing = range.size > 0n ? list.filter((one) => shares(one, range)) : [];
      expect(touched(range, list)).toEqual(sharing);
    }),
  );
});

test('what lies wholly inside a range is taken out, and nothing else', () => {
  fc.assert(
    fc.property(made, extent, (mappings, range) => {
      const list = listed(mappings);
      const end = range.iova + range.size;
      const isInside = ({ iova, size }: Extent) => iova >= range.iova && iova + size <= end;
      const [inside, outside] = [list.filter(isInside), list.filter((one) => !isInside(one))];
      expect(takeInside(list, range)).toEqual(inside);
      expect(list).toEqual(outside);
    }),
  );
});

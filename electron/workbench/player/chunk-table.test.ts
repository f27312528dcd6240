import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChunkEntry } from '../recorder/row-index.ts';
import { ChunkTable } from './chunk-table.ts';

const count = fc.nat({ max: 5 });
const chunks: fc.Arbitrary<Omit<ChunkEntry, 'offset'>[]> = fc.array(
  fc.record({
    ...{ length: fc.nat(), rows: count, errors: count, changes: count, topics: fc.nat() },
    ...{ configFrom: count, configTo: count, bytes: fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }) },
    ...{ startNs: fc.bigInt({ min: 0n, max: 99n }), endNs: fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }) },
    paths: fc
      .dictionary(fc.constantFrom('mmio', 'ism-vfio-pci'), fc.integer({ min: 1, max: 9 }))
      .map((paths) => ({ ...paths })),
  }),
  { maxLength: 200 },
);

const sum = (entries: readonly ChunkEntry[], of: (entry: ChunkEntry) => number) =>
  entries.reduce((all, entry) => all + of(entry), 0);

test('finds rows and counts what lies before, also when others are in place of some', () => {
  fc.assert(
    fc.property(chunks, chunks, fc.array(fc.nat(), { maxLength: 5 }), (made, put, taken) => {
      const table = new ChunkTable();
      let entries = made.map((entry, n): ChunkEntry => ({ ...entry, offset: n * 100 }));
      for (const entry of entries) table.add(entry);
      for (const one of taken) {
        const first = one % (entries.length + 1);
        const gone = entries.slice(first, first + (one % 3));
        const from = entries[first - 1]?.offset ?? -100;
        const room = (entries[first]?.offset ?? from + 100) - from;
        const others = put
          .slice(0, one % 4)
          .map((entry, n): ChunkEntry => ({ ...entry, offset: from + (room * (n + 1)) / 5 }));
        for (const { offset } of gone) expect(table.at(offset)).toBe(entries.findIndex((e) => e.offset === offset));
        expect(table.at(1_000_000)).toBeUndefined();
        table.replace(first, gone.length, others);
        entries = entries.toSpliced(first, gone.length, ...others);
      }
      expect([...table.entries()]).toEqual(entries);
      expect(table.rows).toBe(sum(entries, ({ rows }) => rows));
      for (const [at] of entries.entries()) {
        const before = entries.slice(0, at);
        expect(table.firstRow(at)).toBe(sum(before, ({ rows }) => rows));
        expect(table.before(at)).toEqual({
          requests: table.firstRow(at),
          errors: sum(before, ({ errors }) => errors),
          bytes: before.reduce((all, { bytes }) => all + bytes, 0n),
          paths: Object.fromEntries(
            ['mmio', 'ism-vfio-pci']
              .map((path) => [path, sum(before, ({ paths }) => paths[path] ?? 0)] as const)
              .filter(([, rows]) => rows > 0),
          ),
        });
      }
      for (let row = 0; row < table.rows; row++) {
        const at = table.ofRow(row);
        expect(row).toBeGreaterThanOrEqual(table.firstRow(at));
        expect(row).toBeLessThan(table.firstRow(at) + table.entry(at).rows);
      }
      expect(table.ofRow(table.rows)).toBe(table.length);
    }),
  );
});

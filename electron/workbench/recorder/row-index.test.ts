import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { ChunkTally } from './chunk-tally.ts';
import { type ChunkEntry, RowIndexBuilder } from './row-index.ts';
import { readRowIndex } from './row-index-reader.ts';

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const u64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const entries: fc.Arbitrary<ChunkEntry[]> = fc.array(
  fc.record({
    offset: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    length: u32,
    rows: u32,
    errors: u32,
    topics: u32,
    changes: u32,
    configFrom: u32,
    configTo: u32,
    bytes: u64,
    startNs: u64,
    endNs: u64,
    paths: fc
      .dictionary(fc.constantFrom('ism-vfio-pci', 'mmio'), fc.integer({ min: 1, max: 9 }))
      .map((paths) => ({ ...paths })),
  }),
  { maxLength: 300 },
);

const encode = (list: readonly ChunkEntry[]) => {
  const builder = new RowIndexBuilder();
  for (const entry of list) builder.add(entry);
  return builder.encode();
};

test('an index reads back as it was written, however many chunks it has', () => {
  fc.assert(
    fc.property(entries, (list) => {
      expect([...readRowIndex(encode(list)).entries()]).toEqual(list);
    }),
  );
});

test('an index that is cut or not one is refused, never misread', () => {
  const whole = encode([new ChunkTally().entry(8, 9)]);
  for (let length = 0; length < whole.length; length++)
    expect(() => readRowIndex(whole.subarray(0, length))).toThrow(WorkbenchError);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => readRowIndex(bytes)).toThrow(WorkbenchError);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Snapshot } from './bridge-contract.ts';
import { captureToSnapshot, parseCapture, snapshotToCapture } from './capture-file.ts';
import { WorkbenchError } from './errors.ts';

const numRuns = Number(process.env.ZPCI_PROPERTY_RUNS ?? 100);

const u64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const bytes = fc.uint8Array({ maxLength: 64 });
/** `__proto__` is dropped on reading, lest a file reach a prototype. */
const name = fc.string({ minLength: 1 }).filter((text) => text !== '__proto__');
const snapshots: fc.Arbitrary<Snapshot> = fc.record({
  address: fc.string(),
  title: fc.string(),
  kind: fc.constant('sim' as const),
  takenAt: u64,
  byteOrder: fc.constantFrom('be' as const, 'le' as const),
  modelled: fc.boolean(),
  host: fc.dictionary(name, fc.string(), { noNullPrototype: true }),
  attributes: fc.dictionary(name, bytes, { noNullPrototype: true }),
  deviceInfo: bytes,
  regions: fc.array(fc.record({ index: fc.nat(), bytes })),
  irqs: fc.array(fc.record({ index: fc.nat(), errno: fc.nat() })),
  paths: fc.constant([]),
  calls: fc.array(
    fc.record({
      name: fc.string(),
      on: fc.constant('device' as const),
      position: u64,
      in: bytes,
      rc: fc.integer(),
      errno: fc.nat(),
    }),
  ),
});

test('every snapshot comes back from its capture as it was, bytes and 64-bit values exact', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const back = captureToSnapshot(parseCapture(snapshotToCapture(snapshot), 'x'), 'x');
      expect(back).toEqual(snapshot);
    }),
    { numRuns },
  );
});

test('whatever JSON is there instead is refused as damaged or too new, never anything else', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      try {
        captureToSnapshot(parseCapture(text, 'x'), 'x');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(WorkbenchError);
        expect(['damaged-file', 'future-version']).toContain((thrown as WorkbenchError).info.code);
      }
    }),
    { numRuns },
  );
});

test('a capture that was cut anywhere is refused as damaged', () => {
  fc.assert(
    fc.property(snapshots, fc.double({ min: 0, max: 0.999, noNaN: true }), (snapshot, part) => {
      const text = snapshotToCapture(snapshot).trimEnd();
      const cut = text.slice(0, Math.floor(text.length * part));
      expect(() => captureToSnapshot(parseCapture(cut, 'x'), 'x')).toThrow('not a usable capture');
    }),
    { numRuns },
  );
});

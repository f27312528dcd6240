import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { burstSlice } from '../testing/fake-bridge.ts';
import { burstDescriptor, decodeBurst, encodeBurst } from './burst-message.ts';

const TOP = 0xffff_ffff_ffff_ffffn;

const operation = fc.tuple(fc.bigInt({ min: 0n, max: TOP }), fc.nat(), fc.integer({ min: -200, max: 65_536 }));
const bursts = fc.record({
  burst: fc.nat(),
  atNs: fc.bigInt({ min: 0n, max: TOP }),
  slice: fc.array(operation, { maxLength: 50 }).map((operations) => burstSlice(operations)),
});

const message = ({ burst, atNs, slice }: typeof bursts extends fc.Arbitrary<infer T> ? T : never) => ({
  ...slice,
  burst,
  atNs,
  spec: { op: 'pcistb', offset: '0xffffffffffffffff' },
});

test('a burst reads back as it was written, and cut anywhere it is refused', () => {
  fc.assert(
    fc.property(bursts, fc.double({ min: 0, max: 0.999, noNaN: true }), (burst, part) => {
      const bytes = encodeBurst(message(burst));
      expect(decodeBurst(bytes)).toEqual(message(burst));
      expect(() => decodeBurst(bytes.subarray(0, Math.floor(bytes.length * part)))).toThrow(WorkbenchError);
    }),
  );
});

test('any protobuf reader sees the columns as numbers, by the schema that is in the file', () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, burstDescriptor()));
  const slice = burstSlice([
    [TOP, 100, 64],
    [1000n, 200, -5],
  ]);
  expect(
    fromBinary(registry.getMessage('zpci.burst')!, encodeBurst(message({ burst: 7, atNs: TOP, slice }))),
  ).toMatchObject({
    burst: 7,
    atNs: TOP,
    count: 2n,
    startNs: [TOP, 1000n],
    durationNs: [100, 200],
    result: [64, -5],
  });
});

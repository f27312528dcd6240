import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotSchema } from '../../contract/bridge-contract.ts';
import { openFunction } from './open-function.ts';
import { captured, FakeKernel, PLACE } from './testing/fake-kernel.ts';

const numRuns = Number(process.env.ZPCI_PROPERTY_RUNS ?? 100);
const INFO_CALLS = [
  'VFIO_DEVICE_GET_INFO',
  'VFIO_DEVICE_GET_REGION_INFO',
  'VFIO_DEVICE_GET_IRQ_INFO',
  'VFIO_IOMMU_GET_INFO',
] as const;
/** Opening and one look at 64 regions and 16 interrupts, four questions each. */
const MOST_CALLS = 2 * (6 + 4 * (64 + 16 + 2) + 2);

/** Puts garbage over the answer of some info calls. */
function garbling(garbage: Uint8Array, which: readonly string[]): FakeKernel {
  const kernel = new FakeKernel(captured('k6.12-q10-zpciio-net'));
  for (const name of which) {
    kernel.ioctls[name] = (arg) => {
      const out = arg.slice();
      out.set(garbage.subarray(0, out.length));
      return { out };
    };
  }
  return kernel;
}

test('whatever a device answers, opening and looking end, with a valid snapshot and bounded calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 256 }), fc.subarray([...INFO_CALLS]), async (garbage, which) => {
      const kernel = garbling(garbage, which);
      const target = await openFunction(kernel, PLACE);
      const snapshot = await target.inspect({ config: true });
      expect(snapshotSchema.safeParse(snapshot).error).toBeUndefined();
      expect(() => [target.view(), target.state()]).not.toThrow();
      expect(kernel.journal.length).toBeLessThanOrEqual(MOST_CALLS);
      target.arm(true);
      await target.close();
    }),
    { numRuns },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTarget } from '../targets/index.ts';
import type { Request } from './bridge-contract.ts';
import { FollowedState, withChanges } from './state-change.ts';

const PAGE = 0x1000n;

/** Pages of a small part of the window, so that requests meet: some are refused, some take several mappings at once. */
const page = fc.integer({ min: 0, max: 12 });
const pages = fc.integer({ min: 0, max: 6 });
const buffer = fc.constantFrom('a', 'b', 'c');

type Step = (start: bigint) => Request;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ buffer, size: fc.integer({ min: 1, max: 5 }) }).map(
    ({ buffer, size }): Step =>
      () => ({
        kind: 'buffer.alloc',
        buffer,
        size: size * Number(PAGE),
      }),
  ),
  fc.record({ buffer, at: page, size: pages, write: fc.boolean() }).map(
    ({ buffer, at, size, write }): Step =>
      (start) => ({
        kind: 'dma.map',
        buffer,
        at: 0n,
        iova: start + BigInt(at) * PAGE,
        size: BigInt(size) * PAGE,
        read: true,
        write,
      }),
  ),
  fc.record({ at: page, size: pages }).map(
    ({ at, size }): Step =>
      (start) => ({ kind: 'dma.unmap', iova: start + BigInt(at) * PAGE, size: BigInt(size) * PAGE, all: false }),
  ),
  fc.constant<Step>(() => ({ kind: 'dma.unmap', iova: 0n, size: 0n, all: true })),
  fc.constant<Step>(() => ({ kind: 'device.reset' })),
);

test.each([
  'sim:ism',
  'sim:ism?backend=iommufd',
])('the changes that requests tell, worked in one by one or all at once, give the state: %s', async (address) => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 30 }), async (sequence) => {
      const target = await openTarget(address);
      const start = target.view().facts.windows[0]!.start;
      target.arm(true);
      const before = target.state();
      const followed = new FollowedState(before);
      const changes = [];
      for (const step of sequence) {
        const change = (await target.send(step(start)).catch(() => undefined))?.change;
        if (change) changes.push(change);
        if (change) followed.change(change);
        expect(followed.state).toEqual(target.state());
      }
      expect(withChanges(before, changes)).toEqual(target.state());
      await target.close();
    }),
    { numRuns: 60 },
  );
});

test('a state that was looked at stays as it was', () => {
  const scratch = { name: 'scratch', vaddr: 0n, size: 8192 };
  const followed = new FollowedState({ armed: false, mappings: [], dmaAvail: 5, buffers: [], scratch });
  const seen = followed.state;
  const mapped = { iova: PAGE, size: PAGE, vaddr: 0n, read: true, write: true };
  followed.change({ armed: true, dmaAvail: 4, mapped, allocated: scratch });
  expect(followed.state).toMatchObject({ armed: true, dmaAvail: 4, mappings: [mapped], buffers: [scratch] });
  expect(seen).toMatchObject({ armed: false, dmaAvail: 5, mappings: [], buffers: [] });
  expect(followed.state).toBe(followed.state);
});

test('what was written to the command register stays when a function is armed or disarmed, and goes when a change tells none', () => {
  const scratch = { name: 'scratch', vaddr: 0n, size: 8192 };
  const followed = new FollowedState({ armed: true, mappings: [], dmaAvail: 5, buffers: [], scratch });
  followed.change({ armed: true, dmaAvail: 5, command: 6 });
  followed.arm(false);
  expect(followed.state).toMatchObject({ armed: false, command: 6 });
  followed.change({ armed: false, dmaAvail: 5 });
  expect(followed.state).not.toHaveProperty('command');
});

import { describe, expect, it } from 'vitest';
import { readS32 } from '../abi/bytes.ts';
import { decodeFields } from '../abi/layout.ts';
import { vfioIrqSet } from '../abi/structures/irq.ts';
import { vfioDmaMap, vfioDmaUnmap } from '../abi/structures/type1.ts';
import { viewOf } from '../contract/facts.ts';
import { bytesOf, type Captured, captures, freshState, snapshotOf } from '../contract/testing/captured.ts';
import { check, irqSetRules, mapRules, unmapRules } from './index.ts';
import { U64_MAX } from './iova.ts';
import { insertMapping, takeInside } from './sorted-mappings.ts';
import type { DmaMap, DmaUnmap, Facts, IrqSet, Mapping } from './types.ts';

/** Every MAP_DMA, UNMAP_DMA and SET_IRQS that a real kernel answered: the predicted errno is the captured one. */

const MAP = '0x3b71';
const UNMAP = '0x3b72';
const SET_IRQS = '0x3b6e';

/** The capturing process had a few pages, at the address its first mapping used. */
const PROCESS_BYTES = 0x10000n;

function processMemory({ calls }: Captured) {
  const first = calls.find(({ request }) => request === MAP)!;
  const { vaddr: start } = decodeFields(vfioDmaMap, bytesOf(first.in), 'be') as unknown as DmaMap;
  return (vaddr: bigint, size: bigint) => vaddr >= start && vaddr + size <= start + PROCESS_BYTES;
}

/** Plays the calls in order, predicts each, and follows the mappings the kernel made. */
function* predictions(captured: Captured) {
  const mappings: Mapping[] = [];
  const ownsMemory = processMemory(captured);
  const plain = { ...viewOf(snapshotOf(captured), freshState).facts, ownsMemory };
  for (const call of captured.calls) {
    const facts: Facts = { ...plain, mappings, dmaAvail: 65_535 - mappings.length };
    const input = bytesOf(call.in);
    const actual = call.error;
    if (call.request === MAP) {
      const map = decodeFields(vfioDmaMap, input, 'be') as unknown as DmaMap;
      yield { what: call.what, actual, predicted: check(mapRules.type1v2, map, facts).errno };
      if (!actual) insertMapping(mappings, { ...map, read: true, write: true });
    } else if (call.request === UNMAP) {
      const unmap = decodeFields(vfioDmaUnmap, input, 'be') as unknown as DmaUnmap;
      yield { what: call.what, actual, predicted: check(unmapRules.type1v2, unmap, facts).errno };
      if (!actual) takeInside(mappings, unmap.flags === 2 ? { iova: 0n, size: U64_MAX } : unmap);
    } else if (call.request === SET_IRQS) {
      const set = decodeFields(vfioIrqSet, input, 'be') as unknown as IrqSet;
      yield { what: call.what, actual, predicted: check(irqSetRules, set, facts).errno };
    }
  }
}

describe.each(captures.map((captured) => ({ name: captured.name, captured })))('calls of $name', ({ captured }) => {
  const all = [...predictions(captured)];

  it('were captured with failures of four kinds among them', () => {
    expect(all.length).toBeGreaterThan(30);
    expect(new Set(all.map(({ actual }) => actual))).toEqual(
      new Set([undefined, 'EEXIST', 'EFAULT', 'EINVAL', 'ENOTTY']),
    );
  });

  it.each(all)('$what gives $actual, as predicted', ({ actual, predicted }) => {
    expect(predicted).toBe(actual);
  });
});

describe('captured SET_IRQS', () => {
  it('carry one descriptor a vector behind the 20 fixed bytes', () => {
    const call = captures[0]!.calls.find(({ what }) => what.includes('MSI-X eventfds'))!;
    const bytes = bytesOf(call.in);
    expect(bytes.length).toBe(28);
    expect(readS32(bytes, 20, 'be')).toBeGreaterThan(0);
  });
});

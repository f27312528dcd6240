import { readU64, writeU64 } from '../../../abi/bytes.ts';
import { ismEvent, ismEventQueueHeader } from '../../../abi/ism/layouts.ts';
import { encode } from '../../../abi/layout.ts';
import type { FieldValues } from '../../../abi/types.ts';
import type { DmaPort } from '../zpci/hardware.ts';

/**
 * The event queue (IEQ) in the owner's memory: a header whose index counts the entry written last from 1, then a ring of entries.
 * Source: drivers/s390/net/ism_drv.c, ism_handle_event.
 */

/** The header is followed by a reserved doubleword. */
const ENTRIES_AT = 32;

export interface EventQueue {
  readonly iova: bigint;
  readonly length: number;
}

/** Fills the header when the queue is registered; false when the memory is not mapped. */
export function startQueue(dma: DmaPort, { iova, length }: EventQueue): boolean {
  const header = encode(
    ismEventQueueHeader,
    { idx: 0n, ieq_len: BigInt(length), entry_len: BigInt(ismEvent.size) },
    'be',
  );
  return dma.write(iova, header);
}

/** Writes the next entry and moves the index; false when the memory is not mapped. */
export function appendEvent(dma: DmaPort, { iova, length }: EventQueue, event: FieldValues): boolean {
  const entries = Math.floor((length - ENTRIES_AT) / ismEvent.size);
  const index = dma.read(iova, 8);
  if (!index || entries < 1) return false;
  const slot = Number(readU64(index, 0, 'be') % BigInt(entries));
  if (!dma.write(iova + BigInt(ENTRIES_AT + slot * ismEvent.size), encode(ismEvent, event, 'be'))) return false;
  const next = new Uint8Array(8);
  writeU64(next, 0, BigInt(slot + 1), 'be');
  return dma.write(iova, next);
}

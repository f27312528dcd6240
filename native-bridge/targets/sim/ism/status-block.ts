import type { DmaPort } from '../zpci/hardware.ts';

/**
 * The status block (SBA) in the owner's memory: summary and event bits, one bit a DMB, one mask of 16 elements a DMB. Bits count from
 * the most significant. Source: drivers/s390/net/ism.h; the element order in the mask is modelled.
 */

const SUMMARY = 0x80;
const EVENT = 0x40;
const DMB_BITS = 4;
const ELEMENT_MASKS = 256;

const bit = (index: number) => 0x80 >> (index % 8);

/** Sets bits in the byte at `iova`; nothing happens when the memory is not mapped both ways. */
function raise(dma: DmaPort, iova: bigint, bits: number): void {
  const byte = dma.read(iova, 1)?.[0];
  if (byte !== undefined) dma.write(iova, Uint8Array.of(byte | bits));
}

/** Marks an element of a DMB as written. */
export function raiseDmb(dma: DmaPort, sba: bigint, dmb: number, element: number): void {
  const at = (offset: number) => sba + BigInt(offset);
  raise(dma, at(ELEMENT_MASKS + 2 * dmb + ((element % 16) >> 3)), bit(element % 16));
  raise(dma, at(DMB_BITS + (dmb >> 3)), bit(dmb));
  raise(dma, sba, SUMMARY);
}

/** Marks the event queue as having a new entry. */
export const raiseEvent = (dma: DmaPort, sba: bigint) => raise(dma, sba, EVENT);

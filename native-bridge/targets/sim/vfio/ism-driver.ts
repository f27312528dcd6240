import { check, ismLoadRules, storeVerdict } from '../../../rules/index.ts';
import { vfioPieces } from '../../../rules/splitting.ts';
import { errnoOf } from '../zpci/function.ts';
import { isRefusal } from '../zpci/hardware.ts';
import { type Answer, fail, ok } from './answer.ts';
import type { BarAccess } from './bar-io.ts';

/**
 * BAR access through ism_vfio_pci: a write is exactly one store block, a read is cut into loads, and what fails says so.
 * Source: drivers/vfio/pci/ism, Linux 7.2.
 */

export function storeWhole({ fn, region, facts }: BarAccess, offset: bigint, data: Uint8Array): Answer {
  const store = { space: region.index, offset, length: data.length, gaddr: 0n };
  const { errno } = storeVerdict('ism-vfio-pci', store, facts);
  if (errno) return fail(errno);
  const left = region.size - offset;
  const block = left < BigInt(data.length) ? data.subarray(0, Number(left)) : data;
  const refusal = fn.storeBlock(region.index, offset, block);
  return refusal ? fail(errnoOf(refusal)) : ok(block.length);
}

export function loadPieces({ fn, region, facts }: BarAccess, offset: bigint, length: number): Answer {
  const { errno } = check(ismLoadRules, { space: region.index, offset, length, gaddr: 0n }, facts);
  if (errno) return fail(errno);
  const left = region.size - offset;
  const data = new Uint8Array(left < BigInt(length) ? Number(left) : length);
  let at = 0;
  for (const width of vfioPieces(offset, data.length)) {
    const piece = fn.load(region.index, offset + BigInt(at), width);
    if (isRefusal(piece)) return fail(errnoOf(piece));
    data.set(piece, at);
    at += width;
  }
  return ok(data.length, data);
}

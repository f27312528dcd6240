import { hexNumber } from '../../abi/hex.ts';
import { REGION, REGION_MMAP } from '../../rules/flags.ts';
import { loadVerdict, storeVerdict } from '../../rules/paths.ts';
import { zpciPieces } from '../../rules/splitting.ts';
import type { RegionFacts, StoreBlock } from '../../rules/types.ts';
import type { FunctionView, Plan } from './kind.ts';
import type { Payload } from './payload.ts';
import { planned } from './planned.ts';
import { absent, badRequest } from './refuse.ts';

/** Stores and loads through a mapped BAR, one s390_pci_mmio system call each. Source: arch/s390/pci/pci_mmio.c, arch/s390/include/asm/pci_io.h. */

/** Longest piece of a store and of a load. */
const ZPCI_MAX_WRITE_SIZE = 128;
const ZPCI_MAX_READ_SIZE = 8;

type Place = Pick<StoreBlock, 'space' | 'offset'>;

export function storeMapped({ space, offset }: Place, payload: Payload, view: FunctionView): Plan {
  const { length, data = new Uint8Array(length), vaddr } = payload;
  const place = placeIn('pcistb', { space, offset }, length, view);
  return planned(
    { call: 's390_pci_mmio_write', on: 'device', ...place, data },
    storeVerdict('mmio', { space, offset, length, gaddr: 0n }, view.facts),
    {
      path: 'mmio',
      take: vaddr === undefined ? undefined : { vaddr, length },
      operations: zpciPieces(0, offset, length, ZPCI_MAX_WRITE_SIZE).length,
    },
  );
}

export function loadMapped({ space, offset }: Place, length: number, view: FunctionView): Plan {
  const place = placeIn('pcilg', { space, offset }, length, view);
  return planned(
    { call: 's390_pci_mmio_read', on: 'device', ...place, length },
    loadVerdict('mmio', { space, offset, length, gaddr: 0n }, view.facts),
    { path: 'mmio', operations: zpciPieces(offset, 0, length, ZPCI_MAX_READ_SIZE).length },
  );
}

/** Bytes outside the mapping belong to something else in this process: they are never touched, whatever the kernel would say. */
function placeIn(op: string, { space, offset }: Place, length: number, { facts }: FunctionView) {
  const region = facts.regions.find(({ index }) => index === space);
  if (!region || space > REGION.lastBar) throw badRequest(op, `Address space ${space} is not a BAR of this function.`);
  if (!(region.flags & REGION_MMAP)) throw absent(op, `BAR ${space} cannot be mapped.`, 'Choose another path.');
  if (offset + BigInt(length) > region.size) throw outside(op, region, offset, length);
  return { region, offset, position: region.offset + offset };
}

const outside = (op: string, { index, size }: RegionFacts, offset: bigint, length: number) =>
  badRequest(
    op,
    `${hexNumber(offset)} + ${length} leaves the ${hexNumber(size)} bytes of BAR ${index}.`,
    'Stay inside the BAR.',
  );

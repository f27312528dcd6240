import { hexNumber } from '../../abi/hex.ts';
import { REGION } from '../../rules/flags.ts';
import type { RegionFacts } from '../../rules/types.ts';
import type { FunctionView } from './kind.ts';
import { badRequest } from './refuse.ts';

/** Highest file position: pread and pwrite take a signed 64-bit number. */
const LAST_POSITION = 0x7fff_ffff_ffff_ffffn;

/** Room of each region in the file: the smallest distance between two of the kernel's region offsets. */
function roomOf(regions: readonly RegionFacts[]): bigint | undefined {
  const offsets = regions.map(({ offset }) => offset).sort((a, b) => (a < b ? -1 : 1));
  const gaps = offsets.slice(1).map((offset, index) => offset - offsets[index]!);
  return gaps.filter((gap) => gap > 0n).sort((a, b) => (a < b ? -1 : 1))[0];
}

/**
 * File position of `offset` inside a region: the kernel's own region offset plus it. Throws `bad-request` when there is no such
 * region, or when the sum is not a position of this region: the kernel would take it for another one.
 */
export function positionIn(op: string, { facts }: FunctionView, index: number, offset: bigint): bigint {
  const region = facts.regions.find((one) => one.index === index);
  if (!region) throw badRequest(op, `This function has no region ${index}.`, 'Choose one of its regions.');
  const position = region.offset + offset;
  const room = roomOf(facts.regions) ?? LAST_POSITION;
  if (offset < room && position <= LAST_POSITION) return position;
  throw badRequest(
    op,
    `Offset ${hexNumber(offset)} leaves region ${index}: another begins ${hexNumber(room)} bytes behind its start.`,
    'Lower the offset.',
  );
}

/** Position inside a BAR, by PCI address space. On BAR paths only the spaces 0 to 5 exist. */
export function barPosition(op: string, view: FunctionView, space: number, offset: bigint): bigint {
  if (space <= REGION.lastBar) return positionIn(op, view, space, offset);
  throw badRequest(
    op,
    `Address space ${space} is not a BAR, and this path reaches BARs only.`,
    'Use config.read and config.write for configuration space, or the zPCI I/O region.',
  );
}

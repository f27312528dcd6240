import { REGION } from '../../rules/flags.ts';
import type { FunctionView } from './kind.ts';
import { badRequest } from './refuse.ts';

/** Highest file position: pread and pwrite take a signed 64-bit number. */
const LAST_POSITION = 0x7fff_ffff_ffff_ffffn;

/**
 * File position of `offset` inside a region: the kernel's own region offset plus it. Throws `bad-request` when there is no such
 * region, or when the sum is not a position of this region: the kernel would take it for the next one.
 */
export function positionIn(op: string, { facts }: FunctionView, index: number, offset: bigint): bigint {
  const region = facts.regions.find((one) => one.index === index);
  if (!region) throw badRequest(op, `This function has no region ${index}.`, 'Choose one of its regions.');
  const position = region.offset + offset;
  const other = facts.regions.find((one) => one.offset > region.offset && one.offset <= position);
  if (!other && position <= LAST_POSITION) return position;
  const where = other ? `would reach region ${other.index}` : 'is no file position';
  throw badRequest(op, `Offset 0x${offset.toString(16)} of region ${index} ${where}.`, 'Lower the offset.');
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

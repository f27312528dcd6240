import { REGION } from '../../../rules/flags.ts';
import { check, regionAccessRules } from '../../../rules/index.ts';
import { vfioPieces } from '../../../rules/splitting.ts';
import type { Facts } from '../../../rules/types.ts';
import type { SimFunction } from '../zpci/function.ts';
import { isRefusal } from '../zpci/hardware.ts';
import { type Answer, fail, ok } from './answer.ts';
import type { MsixTable, Region } from './regions.ts';

/**
 * BAR access through plain vfio-pci: cut into pieces, the MSI-X table hidden, and blind to what the device refuses: a failing load
 * gives 0xff, a failing store looks successful. Source: vfio_pci_bar_rw, vfio_pci_core_do_io_rw.
 */

export interface BarAccess {
  readonly fn: SimFunction;
  readonly region: Region;
  readonly facts: Facts;
  readonly table: MsixTable | undefined;
}

/** A run of bytes on one side of the MSI-X table's borders. */
interface Run {
  readonly at: number;
  readonly length: number;
  readonly hidden: boolean;
}

export function readBar(access: BarAccess, offset: bigint, length: number): Answer {
  const runs = runsOf(access, offset, length, false);
  if (!Array.isArray(runs)) return runs;
  const data = new Uint8Array(runs.reduce((sum, run) => sum + run.length, 0)).fill(0xff);
  eachPiece(access, offset, runs, (at, width) => {
    const piece = access.fn.load(access.region.index, offset + BigInt(at), width);
    if (!isRefusal(piece)) data.set(piece, at);
  });
  return ok(data.length, data);
}

export function writeBar(access: BarAccess, offset: bigint, data: Uint8Array): Answer {
  const runs = runsOf(access, offset, data.length, true);
  if (!Array.isArray(runs)) return runs;
  eachPiece(access, offset, runs, (at, width) => {
    access.fn.store(access.region.index, offset + BigInt(at), data.subarray(at, at + width));
  });
  return ok(runs.reduce((sum, run) => sum + run.length, 0));
}

function eachPiece(
  { fn, region }: BarAccess,
  offset: bigint,
  runs: readonly Run[],
  move: (at: number, width: number) => void,
): void {
  const options = { rom: region.index === REGION.rom, maxWidth: fn.driver.maxWidth };
  for (const run of runs) {
    if (run.hidden) continue;
    let at = run.at;
    for (const width of vfioPieces(offset + BigInt(run.at), run.length, options)) {
      move(at, width);
      at += width;
    }
  }
}

/** The access clamped to the region and cut at the MSI-X table, or the refusal. Inside the table alone, decoding does not matter. */
function runsOf({ region, facts, table }: BarAccess, offset: bigint, length: number, write: boolean): Run[] | Answer {
  const { errno } = check(regionAccessRules, { region: region.index, offset, length, write }, facts);
  if (errno && errno !== 'EIO') return fail(errno);
  const clamped = Number(min(BigInt(length), region.size - offset));
  const runs = cut(offset, clamped, table?.bar === region.index ? table : undefined);
  return errno && runs.some(({ hidden }) => !hidden) ? fail(errno) : runs;
}

function cut(offset: bigint, length: number, table: MsixTable | undefined): Run[] {
  if (!table) return [{ at: 0, length, hidden: false }];
  const start = clamp(table.start - offset, length);
  const end = clamp(table.end - offset, length);
  return [
    { at: 0, length: start, hidden: false },
    { at: start, length: end - start, hidden: true },
    { at: end, length: length - end, hidden: false },
  ].filter((run) => run.length > 0);
}

const min = (a: bigint, b: bigint) => (a < b ? a : b);
const clamp = (value: bigint, length: number) => (value <= 0n ? 0 : Number(min(value, BigInt(length))));

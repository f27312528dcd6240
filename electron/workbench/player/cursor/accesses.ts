import { parseUnsigned } from '../../../../native-bridge/abi/hex.ts';
import { REGION } from '../../../../native-bridge/rules/flags.ts';
import type { RequestRow } from '../../../contract/app-contract.ts';

/** Addresses `from` to, not including, `to`. */
export interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

export interface RegionRange extends Range {
  readonly region: number;
}

/** Whether two ranges have an address in common; one that is empty has none with any. */
export const overlap = (a: Range, b: Range): boolean =>
  a.from < b.to && b.from < a.to && a.from < a.to && b.from < b.to;

/** PCI address space of configuration space in loads and stores. */
const CONFIG_SPACE = 15;

/** The bytes of a region that a request of the function's own reads or writes; undefined for other requests. */
export function regionAccess({ kind, request, bytes, on, count }: RequestRow): RegionRange | undefined {
  const region = on === undefined ? regionOf(kind.replace(/^burst /, ''), request, count !== undefined) : undefined;
  if (region === undefined) return undefined;
  const from = numberOf(request.offset) ?? 0n;
  return { region, from, to: from + lengthOf(request, count === undefined ? bytes : 0) };
}

/** A burst names the region of a region access as its space. */
function regionOf(kind: string, { region, space }: RequestRow['request'], burst: boolean): number | undefined {
  if (kind.startsWith('config.')) return REGION.config;
  if (kind.startsWith('region.')) return Number(burst ? space : region);
  if (kind !== 'pcistb' && kind !== 'pcilg') return undefined;
  return space === CONFIG_SPACE ? REGION.config : Number(space);
}

function lengthOf({ length, from, span }: RequestRow['request'], bytes: number): bigint {
  const taken = from as { length?: number } | undefined;
  const one = BigInt(Number(length ?? taken?.length ?? bytes));
  const all = BigInt(Number(span ?? 0));
  return all > one ? all : one;
}

const EVERYTHING: Range = { from: 0n, to: 1n << 64n };

/** The I/O virtual addresses a request maps or unmaps; of a map that takes a whole buffer only the first, as its size is not in the row. */
export function iovaAccess({ kind, request, on }: RequestRow): Range | undefined {
  if (on !== undefined || (kind !== 'dma.map' && kind !== 'dma.unmap')) return undefined;
  if (request.all === true) return EVERYTHING;
  const from = numberOf(request.iova) ?? 0n;
  return { from, to: from + (numberOf(request.size) ?? 1n) };
}

function numberOf(value: unknown): bigint | undefined {
  if (typeof value === 'number') return BigInt(value);
  return typeof value === 'string' ? parseUnsigned(value) : undefined;
}

import type { BurstSpec, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { CONFIG_SPACE, REGION } from '../../../native-bridge/rules/flags.ts';

/** Where a request writes on the function. */
export interface WritePlace {
  /** Number of the BAR, or configuration space. */
  readonly space: number | 'config';
  /** First byte written. */
  readonly start: bigint;
  /** Behind the last byte that may be written. */
  readonly end: bigint;
}

/** The place a request writes to; undefined for one that writes nothing on the function. */
export function placeOf(request: Request): WritePlace | undefined {
  switch (request.kind) {
    case 'config.write':
      return place('config', request.offset, request.data.length);
    case 'region.write':
      return place(spaceOfRegion(request.region), request.offset, request.data.length);
    case 'pcistb':
      return place(spaceOf(request.space), request.offset, request.data?.length ?? request.from?.length ?? 0);
    default:
      return undefined;
  }
}

/** Everything a burst may write to: with a stride and no span to wrap at, up to its last operation or the end of the space. */
export function placeOfBurst(spec: BurstSpec): WritePlace | undefined {
  const { op, space, offset, length, stride, span, count } = spec;
  if (op !== 'pcistb' && op !== 'region.write') return undefined;
  const where = op === 'pcistb' ? spaceOf(space) : spaceOfRegion(space);
  if (stride === 0) return place(where, offset, length);
  if (span > 0) return place(where, offset, Math.max(span, length));
  if (count === undefined) return { space: where, start: offset, end: ALL };
  return { space: where, start: offset, end: offset + BigInt(stride) * BigInt(count - 1) + BigInt(length) };
}

const ALL = 1n << 64n;

const place = (space: WritePlace['space'], start: bigint, length: number): WritePlace => ({
  space,
  start,
  end: start + BigInt(length),
});

const spaceOf = (space: number) => (space === CONFIG_SPACE ? 'config' : space);
const spaceOfRegion = (region: number) => (region === REGION.config ? 'config' : region);

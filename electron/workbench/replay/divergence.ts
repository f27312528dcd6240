import type { Outcome, Request } from '../../../native-bridge/contract/bridge-contract.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { type Answered, answerDifferences, outcomeDifferences } from '../../contract/compare/differences.ts';
import { Ignored } from '../../contract/compare/ignore.ts';
import type { Difference } from '../../contract/compare/messages.ts';
import type { Remapper } from '../../contract/replay/remap.ts';
import type { BurstTotals } from '../burst-totals.ts';

/** Every byte that was read counts, function handles and counters too: whoever sends again decides what may differ. */
const NOTHING_IGNORED = new Ignored();

/** How an outcome differs from what the recording has: status, errno, path, bytes that were read. */
export function divergenceOf(then: Answered, now: Answered, remapper: Remapper): Difference[] {
  if (then.error?.code === 'no-answer') return [];
  const expected = { ...then, data: then.data && remapper.answer(then.data) };
  return [...outcomeDifferences(expected, now), ...answerDifferences(expected, now, NOTHING_IGNORED)];
}

/** An outcome as a recording would have it. */
export const answeredNow = (request: Request, { status, errno, path, data }: Outcome): Answered => ({
  kind: request.kind,
  request: { ...request, ...placeOf(request) },
  status,
  errno,
  path,
  data,
});

/** A request that could not be sent. */
export const refusedNow = (row: RequestRow): Answered => ({ ...row, data: undefined, syscall: undefined });

/** Totals of a burst; how long it took is no divergence. */
export const burstNow = (kind: string, { ops, errors, path }: BurstTotals): Answered => ({
  kind,
  request: {},
  status: 'ok',
  path,
  count: ops,
  errors,
});

const placeOf = (request: Request) => ('offset' in request ? { offset: Number(request.offset) } : {});

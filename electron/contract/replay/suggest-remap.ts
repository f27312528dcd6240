import type { LiveState, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { viewOf } from '../../../native-bridge/contract/facts.ts';
import { type Remap, remapSchema } from './messages.ts';

/**
 * What makes recorded I/O virtual addresses fit another function, when they do not fit as they are: the first window of its aperture in
 * place of the recorded one's. Undefined when they fit, or nothing is known of either aperture.
 */
export function suggestRemap(
  recorded: Snapshot,
  target: { readonly snapshot: Snapshot; readonly state: LiveState },
  used: readonly bigint[],
): Remap | undefined {
  const [from] = viewOf(recorded, target.state).facts.windows;
  const windows = viewOf(target.snapshot, target.state).facts.windows;
  const [to] = windows;
  const fits = used.every((iova) => windows.some(({ start, end }) => iova >= start && iova <= end));
  if (fits || !from || !to) return undefined;
  return remapSchema.parse({ iova: [{ from: from.start, size: from.end - from.start + 1n, to: to.start }] });
}

import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { dateText, timeOfDay } from './quantities.ts';

/** When the bytes shown were answered, in words: a live function's today, a capture's on its day, or that the capture does not say. */
export function snapshotTime({ kind, takenAt }: Pick<Snapshot, 'kind' | 'takenAt'>): string {
  if (takenAt === 0n) return 'captured, time not recorded';
  return kind === 'capture' ? `captured ${dateText(takenAt)}` : `as of ${timeOfDay(takenAt)}`;
}

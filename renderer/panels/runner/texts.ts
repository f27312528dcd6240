import type { ProgramProgress } from '../../../electron/contract/app-contract.ts';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { countText, durationText, rateText } from '../../text/quantities.ts';

/** The texts of the runner. */

/** `ok`, `EINVAL`, `refused`; nothing for a pause. */
export function answerText({ status, errno, failure, kind }: StepRow): string {
  if (status === 'errno') return errnoName(errno ?? 0);
  return status ?? (failure && kind !== 'pause' ? 'refused' : '');
}

/** `3` or, with several iterations, `2 · 3`: both counted from 1 as people do. */
export function rowPlace({ row, iteration }: StepRow, iterations: number): string {
  if (row === undefined) return 'run';
  return iterations > 1 ? `${(iteration ?? 0) + 1} · ${countText(row + 1)}` : countText(row + 1);
}

export const valuesText = ({ values = {} }: StepRow): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value < 4096n ? value : groupedHex(value)}`)
    .join(' ');

export const latencyText = ({ durationNs }: StepRow): string =>
  durationNs === undefined ? '' : durationText(durationNs);

/** `12.4 s`, `3:07`. */
export function secondsText(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const ENDS: Readonly<Record<NonNullable<ProgramProgress['ended']>, string>> = {
  finished: 'done',
  failed: 'ended at a failure',
  stopped: 'stopped',
  'max-steps': 'ended: steps are used up',
  'max-seconds': 'ended: time is used up',
};

/** `running`, `paused`, how it ended. */
export function stateText({ finished, paused, ended, failed }: ProgramProgress): string {
  if (!finished) return paused ? 'paused' : 'running';
  if (ended === undefined) return 'could not run';
  return ended === 'finished' && failed === 0 ? 'done, all as expected' : ENDS[ended];
}

/** Steps a second so far, and how long the rest takes at that rate. */
export function paceText({ done, total, elapsedMs, finished }: ProgramProgress): string {
  if (elapsedMs <= 0 || done === 0) return '';
  const perSecond = (done * 1000) / elapsedMs;
  const left = total === undefined || finished ? '' : `, ${secondsText(((total - done) / perSecond) * 1000)} left`;
  return `${rateText(perSecond).replace('/s', 'steps/s')}${left}`;
}

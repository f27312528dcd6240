import { setTimeout as wait } from 'node:timers/promises';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { CountSample } from '../../contract/measurement/messages.ts';
import { HOW_TO_MEASURE, PATIENCE } from '../../contract/measurement/stall.ts';
import type { MeasurementWatch } from './watch.ts';

/** Readings during one update interval. */
const READINGS = 8;

/**
 * The function's counters when it has brought them up to date after everything that was sent; to be called at rest. What does not agree
 * then is in its alarms. Throws `absent` when no update comes for three intervals, or nothing is measured at all.
 */
export async function settledSample(watch: Pick<MeasurementWatch, 'sample'>, pause = wait): Promise<CountSample> {
  // Judged is what happened between two readings: the first is taken when everything was sent.
  const { updateMs } = await watch.sample();
  for (let reading = 0; reading <= PATIENCE * READINGS; reading++) {
    await pause(updateMs / READINGS);
    const sample = await watch.sample();
    if (sample.fresh) return sample;
  }
  throw notUpdated(PATIENCE * updateMs);
}

const notUpdated = (ms: number) =>
  new WorkbenchError({
    code: 'absent',
    message: `The function has not brought its counters up to date for ${ms / 1000} s: it does not measure.`,
    next: HOW_TO_MEASURE,
    op: 'target.measure',
  });

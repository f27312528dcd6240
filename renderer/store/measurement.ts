import type { CountSample } from '../../electron/contract/measurement/messages.ts';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';

/** The function's own count, as the window has it for one session. */
export interface MeasurementView {
  /** Oldest first. */
  readonly samples: readonly CountSample[];
  /** 0 = nobody reads. */
  readonly everyMs: number;
  /** Of a recording, what the samples are as of; absent before they were first read. */
  readonly asOf?: 'cursor' | 'end';
  /** Why it could not be read. */
  readonly error?: ErrorInfo;
}

export const noMeasurement: MeasurementView = { samples: [], everyMs: 0 };

const MOST_SAMPLES = 1000;

/** The view with what was told of it. A sample that is known already is not taken twice. */
export function measured(
  view: MeasurementView,
  { sample, everyMs, error }: { sample?: CountSample; everyMs: number; error?: ErrorInfo },
): MeasurementView {
  const last = view.samples.at(-1);
  const isNew = sample && (!last || sample.atNs > last.atNs);
  return { samples: isNew ? [...view.samples.slice(1 - MOST_SAMPLES), sample] : view.samples, everyMs, error };
}

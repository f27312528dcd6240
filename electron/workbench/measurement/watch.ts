import { decode } from '../../../native-bridge/abi/decode.ts';
import {
  countersOfBlock,
  countersOfStatistics,
  type MeasuredCounters,
} from '../../../native-bridge/abi/measurement.ts';
import type { Measurement, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { CountSample } from '../../contract/measurement/messages.ts';
import type { LiveSession } from '../session.ts';
import { Judge } from './judge.ts';

/** Samples kept for windows that come later. */
const MOST_SAMPLES = 1000;
/** What groups usually say. */
const USUAL_UPDATE_MS = 4000;

export interface WatchListener {
  sampled(sample: CountSample, everyMs: number): void;
  ended(error: ErrorInfo): void;
}

/** Reads the counters of one session's function, when asked or again and again, and holds them against ours. */
export class MeasurementWatch {
  readonly #session: LiveSession;
  readonly #listener: WatchListener;
  readonly #judge = new Judge();
  #samples: CountSample[] = [];
  #timer: NodeJS.Timeout | undefined;
  everyMs = 0;

  constructor(session: LiveSession, listener: WatchListener) {
    this.#session = session;
    this.#listener = listener;
  }

  get samples(): readonly CountSample[] {
    return this.#samples;
  }

  /** Reads now. What was read is recorded, judged, told and kept. */
  async sample(): Promise<CountSample> {
    const before = this.#session.inFlight;
    const measurement = await this.#session.measure();
    const measured = measuredOf(measurement);
    const { snapshot } = this.#session.describe();
    const reading = {
      atNs: this.#session.log.clock.at(measurement.atNs),
      measured,
      ours: this.#session.tally.counts,
      inFlight: before || this.#session.inFlight,
    };
    const { source, bytes } = measurement;
    const { atNs, ours, inFlight } = reading;
    const updateMs = measured.updateMs ?? updateOf(snapshot);
    const { samples, counters } = measured;
    const sample = { atNs, source, bytes, updateMs, samples, counters, ours, inFlight, ...this.#judge.take(reading) };
    this.#session.log.measurement(sample);
    this.#samples = [...this.#samples.slice(1 - MOST_SAMPLES), sample];
    this.#listener.sampled(sample, this.everyMs);
    return sample;
  }

  /** Reads every so many milliseconds, from now on; 0 ends it. */
  every(everyMs: number): void {
    clearTimeout(this.#timer);
    this.everyMs = everyMs;
    if (everyMs > 0) void this.#round(everyMs);
  }

  async #round(everyMs: number): Promise<void> {
    try {
      await this.sample();
      if (this.everyMs !== everyMs) return;
      this.#timer = setTimeout(() => void this.#round(everyMs), everyMs);
      this.#timer.unref();
    } catch (thrown) {
      this.everyMs = 0;
      this.#listener.ended(errorInfo(thrown));
    }
  }
}

/** The counters in what was read. Throws `absent` when the kernel does not measure the function. */
function measuredOf({ source, bytes }: Measurement): MeasuredCounters {
  const measured = source === 'fmb' ? countersOfBlock(bytes) : countersOfStatistics(new TextDecoder().decode(bytes));
  if (measured) return measured;
  throw new WorkbenchError({
    code: 'absent',
    message: 'The kernel does not measure this function: its statistics in debugfs are off.',
    next: 'Write 1 into the statistics file of the function as root.',
    op: 'target.measure',
  });
}

/** Update interval the function group states, ms. */
function updateOf({ deviceInfo, byteOrder }: Snapshot): number {
  const caps = deviceInfo ? decode('device-info', deviceInfo, { byteOrder }).caps : [];
  const mui = caps.find(({ name }) => name === 'zpci-group')?.fields.mui;
  return typeof mui === 'number' && mui > 0 ? mui : USUAL_UPDATE_MS;
}

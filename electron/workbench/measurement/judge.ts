import type { MeasuredCounters } from '../../../native-bridge/abi/measurement.ts';
import {
  type ComparedCounter,
  type CountAlarm,
  type CountSample,
  comparedCounters,
} from '../../contract/measurement/messages.ts';

type Ours = CountSample['ours'];

/**
 * Counters nobody but us moves. The kernel loads from and stores to a function on its own account as well, so of those counters only
 * too few is an alarm.
 */
const EXACT: ReadonlySet<ComparedCounter> = new Set(['store_block_operations']);

/** What is known when a sample is judged. */
export interface Reading {
  readonly atNs: bigint;
  readonly measured: MeasuredCounters;
  readonly ours: Ours;
  readonly inFlight: boolean;
}

/**
 * Holds the function's counters against ours. A function brings its counters up to date at its own interval; an update that was not
 * there at the reading before happened between the two readings. Its counters are then at least what we were sure of at the reading
 * before, and at most what may have been done by now: at rest both are the same number. Without an update nothing new is known.
 */
export class Judge {
  #before: Reading | undefined;
  #alarms: readonly CountAlarm[] = [];

  take(reading: Reading): Pick<CountSample, 'fresh' | 'alarms'> {
    const before = this.#before;
    this.#before = reading;
    if (!before || reading.measured.samples < before.measured.samples) {
      this.#alarms = [];
      return { fresh: false, alarms: [] };
    }
    const fresh = reading.measured.samples > before.measured.samples;
    if (fresh) this.#alarms = comparedCounters.flatMap((counter) => this.#compare(counter, before, reading));
    return { fresh, alarms: [...this.#alarms] };
  }

  #compare(counter: ComparedCounter, before: Reading, { atNs, measured, ours, inFlight }: Reading): CountAlarm[] {
    const got = measured.counters[counter];
    const least = before.ours[counter]?.sure ?? 0;
    const most = ours[counter]?.possible ?? 0;
    if (got === undefined || most < least) return [];
    const bounded = EXACT.has(counter) && !inFlight;
    if (got >= BigInt(least) && !(bounded && got > BigInt(most))) return [];
    const known = this.#alarms.find((alarm) => alarm.counter === counter);
    return [{ counter, from: least, ...(bounded && { to: most }), got, sinceNs: known?.sinceNs ?? atNs }];
  }
}

import type { Command } from 'commander';
import { type ErrorInfo, errorInfo } from '../../native-bridge/contract/errors.ts';
import { type ComparedCounter, type CountSample, comparedCounters } from '../contract/measurement/messages.ts';
import { settledSample } from '../workbench/measurement/settled.ts';
import { MeasurementWatch } from '../workbench/measurement/watch.ts';
import type { LiveSession } from '../workbench/session.ts';
import { EXIT, type Given } from './command.ts';
import type { Io } from './io.ts';

/** `--independent-count`: what was sent is held against the function's own counters. */
export const declareCount = (command: Command): Command =>
  command.option('--independent-count', "hold the function's own counters against what was sent; 1 when they differ");

/** What the function counted when it was asked to: its counters, or why they could not be had. Neither where nobody asked. */
export interface Counted {
  readonly count?: CountSample;
  readonly error?: ErrorInfo;
}

/**
 * Does `work`, then waits until the function has brought its counters up to date, where the option asks for it. Throws `absent` before
 * anything is sent where the function keeps no counters; what keeps them from being read behind it is told beside what was done.
 */
export async function counted<T>(
  session: LiveSession,
  { independentCount }: Given['options'],
  work: () => Promise<T>,
): Promise<Counted & { readonly result: T }> {
  if (!independentCount) return { result: await work() };
  const watch = new MeasurementWatch(session, { sampled: () => undefined, ended: () => undefined });
  await watch.sample();
  const result = await work();
  try {
    return { result, count: await settledSample(watch) };
  } catch (thrown) {
    return { result, error: errorInfo(thrown) };
  }
}

/** `{source, counters: {name: {ours, function}}, alarms}`, or `{error}`: the part of a command's document. */
export function countDocument({ count, error }: Counted) {
  if (error) return { independentCount: { error } };
  return count && { independentCount: toldCount(count) };
}

const toldCount = (count: CountSample) => ({
  source: count.source,
  counters: Object.fromEntries(comparedCounters.map((name) => [name, pairOf(name, count)])),
  alarms: count.alarms,
});

const pairOf = (name: ComparedCounter, { ours, counters }: CountSample) => ({
  ours: ours[name]?.sure ?? 0,
  function: counters[name] ?? 0n,
});

/** One line a counter, or why there is none. Gives the exit status: whether all agree. */
export function tellCount(io: Io, { count, error }: Counted): number {
  if (error) {
    io.complain(error);
    return EXIT.notReady;
  }
  if (!count) return EXIT.fine;
  for (const name of comparedCounters) {
    const { ours, function: theirs } = pairOf(name, count);
    const differs = count.alarms.some(({ counter }) => counter === name);
    io.line(
      `${name.replaceAll('_', ' ')}: ${ours} sent, ${theirs} counted by the function${differs ? ': DIFFERS' : ''}`,
    );
  }
  return count.alarms.length > 0 ? EXIT.found : EXIT.fine;
}

import type { Command } from 'commander';
import { type CountSample, comparedCounters } from '../contract/measurement/messages.ts';
import { settledSample } from '../workbench/measurement/settled.ts';
import { MeasurementWatch } from '../workbench/measurement/watch.ts';
import type { LiveSession } from '../workbench/session.ts';
import type { Given } from './command.ts';
import type { Io } from './io.ts';

/** `--independent-count`: what was sent is held against the function's own counters. */
export const declareCount = (command: Command): Command =>
  command.option('--independent-count', "hold the function's own counters against what was sent; 1 when they differ");

/**
 * Does `work`, then waits until the function has brought its counters up to date, where the option asks for it. Throws `absent` before
 * anything is sent where the function keeps no counters, and behind it when they stand still.
 */
export async function counted<T>(
  session: LiveSession,
  { independentCount }: Given['options'],
  work: () => Promise<T>,
): Promise<{ result: T; count?: CountSample }> {
  if (!independentCount) return { result: await work() };
  const watch = new MeasurementWatch(session, { sampled: () => undefined, ended: () => undefined });
  await watch.sample();
  const result = await work();
  return { result, count: await settledSample(watch) };
}

/** `{source, counters: {name: {ours, function}}, alarms}`: the part of a command's document. */
export const countDocument = (count: CountSample | undefined) =>
  count && {
    independentCount: {
      source: count.source,
      counters: Object.fromEntries(comparedCounters.map((name) => [name, pairOf(name, count)])),
      alarms: count.alarms,
    },
  };

const pairOf = (name: (typeof comparedCounters)[number], { ours, counters }: CountSample) => ({
  ours: ours[name]?.sure ?? 0,
  function: Number(counters[name] ?? 0n),
});

/** One line a counter, and whether all agree. */
export function tellCount(io: Io, count: CountSample | undefined): boolean {
  if (!count) return true;
  for (const name of comparedCounters) {
    const { ours, function: theirs } = pairOf(name, count);
    const differs = count.alarms.some(({ counter }) => counter === name);
    io.line(
      `${name.replaceAll('_', ' ')}: ${ours} sent, ${theirs} counted by the function${differs ? ': DIFFERS' : ''}`,
    );
  }
  return count.alarms.length === 0;
}

import { type Command, InvalidArgumentError } from 'commander';
import type { RunOptions } from '../contract/programs/run-options.ts';
import type { Given } from './command.ts';
import { integer, positive } from './numbers.ts';

/** Options of how a program is run. */
export const declareRunOptions = (command: Command): Command =>
  command
    .option('--iterations <n>', 'run through all rows so often', count)
    .option('--rate <n>', 'requests a second at most', positive)
    .option('--keep-going', 'go on behind a step that failed')
    .option('--max-steps <n>', 'end after so many steps', count)
    .option('--max-seconds <s>', 'end after so many seconds', positive);

export function runOptions({ iterations, rate, keepGoing, maxSteps, maxSeconds }: Given['options']): RunOptions {
  return { iterations, rate, keepGoing, maxSteps, maxSeconds };
}

function count(text: string): number {
  const value = integer(text);
  if (value >= 1) return value;
  throw new InvalidArgumentError('A whole number above 0 is needed.');
}

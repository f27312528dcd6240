import { setImmediate as turn } from 'node:timers/promises';
import { Option } from 'commander';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { ignoreRules } from '../../contract/compare/ignore.ts';
import type { CompareSummary } from '../../contract/compare/messages.ts';
import { pairLine } from '../../contract/compare/pair-line.ts';
import { progressText } from '../../contract/compare/progress-text.ts';
import { summaryText } from '../../contract/compare/summary-text.ts';
import { Comparison } from '../../workbench/compare/comparison.ts';
import { type CliCommand, EXIT } from '../command.ts';
import type { Io } from '../io.ts';
import { positive } from '../numbers.ts';
import { TerminalLine } from '../progress.ts';

/** Pairs read at a time. */
const PAGE = 500;
/** Pairs in a JSON document, unless all are asked for: some 10 MB. */
const MOST_ROWS = 10_000;

const optional = ignoreRules.filter((rule) => rule.optional).map(({ id }) => id);

export const diff: CliCommand = {
  name: 'diff',
  summary: 'two recordings, request by request: what differs, as Markdown',
  example: 'zpciwb diff before.mcap after.mcap',
  declare: (command) =>
    command
      .argument('<left>', 'recording file')
      .argument('<right>', 'recording file')
      .option('--only <expression>', 'compare only these rows: FIELD OP VALUE joined by &&')
      .addOption(new Option('--ignore <what...>', 'leave this out too').choices(optional))
      .option('--slower <factor>', 'a request that took this many times longer is different', positive)
      .option('--all', `list every difference, not only the first; with --json not only ${MOST_ROWS}`),
  run: async (io, { args: [left = '', right = ''], options }) => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const line = new TerminalLine();
    const comparison = await Comparison.open(left, right, {
      only: options.only,
      ignore: options.ignore,
      slower: options.slower,
      progress: (progress) => line.show(progressText(progress)),
      signal: stop.signal,
    }).finally(() => line.clear());
    try {
      const { summary } = comparison;
      const listed = options.all ? Number.POSITIVE_INFINITY : io.json ? MOST_ROWS : 0;
      io.line(summaryText(summary));
      await list(io, comparison, listed, stop.signal);
      return exitStatus(summary);
    } finally {
      await comparison.close();
    }
  },
};

function exitStatus({ left, right, same, total }: CompareSummary): number {
  if ([left, right].some(({ damage, malformed }) => damage || malformed)) return EXIT.damaged;
  return same === total ? EXIT.fine : EXIT.found;
}

/** Lists pairs that are not the same, `most` at most. However it ends, a JSON document is whole and counts those it leaves out. */
async function list(io: Io, comparison: Comparison, most: number, stop: AbortSignal): Promise<void> {
  const { summary } = comparison;
  let left = summary.total - summary.same;
  const document = io.rowsDocument(summary);
  try {
    for await (const pair of differences(comparison, Math.min(left, most), stop)) {
      document.add(pair);
      io.line(pairLine(pair));
      left -= 1;
    }
  } finally {
    document.end({ rowsLeftOut: left });
  }
}

async function* differences(comparison: Comparison, most: number, stop: AbortSignal) {
  for (let from = 0; from < most; from += PAGE) {
    const { pairs } = await comparison.page(from, Math.min(PAGE, most - from), true);
    // Rows of chunks that are kept are there at once: without this Ctrl+C would wait for the next that is read.
    await turn();
    if (stop.aborted) throw stopped();
    yield* pairs;
  }
}

const stopped = () =>
  new WorkbenchError({
    code: 'stopped',
    message: 'The comparison was stopped: its list is cut short.',
    next: 'Compare again for all of it, or only some rows with --only.',
  });

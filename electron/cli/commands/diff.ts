import { Option } from 'commander';
import { ignoreRules } from '../../contract/compare/ignore.ts';
import { pairLine } from '../../contract/compare/pair-line.ts';
import { summaryText } from '../../contract/compare/summary-text.ts';
import { Comparison } from '../../workbench/compare/comparison.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { positive } from '../numbers.ts';
import { Progress } from '../progress.ts';

/** Pairs read at a time. */
const PAGE = 500;

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
      .option('--all', 'list every difference, not only the first'),
  run: async (io, { args: [left = '', right = ''], options }) => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const progress = new Progress(`${left} ${right}`);
    const comparison = await Comparison.open(left, right, {
      only: options.only,
      ignore: options.ignore,
      slower: options.slower,
      progress: (done, total) => progress.show(done, total),
      signal: stop.signal,
    }).finally(() => progress.clear());
    try {
      const { summary } = comparison;
      const document = io.rowsDocument(summary);
      io.line(summaryText(summary));
      if (options.all || io.json)
        for await (const pair of differences(comparison)) {
          document.add(pair);
          if (options.all) io.line(pairLine(pair));
        }
      document.end();
      if (summary.left.damage || summary.right.damage) return EXIT.damaged;
      return summary.same === summary.total ? EXIT.fine : EXIT.found;
    } finally {
      await comparison.close();
    }
  },
};

async function* differences(comparison: Comparison) {
  for (let from = 0; ; from += PAGE) {
    const { total, pairs } = await comparison.page(from, PAGE, true);
    yield* pairs;
    if (from + PAGE >= total) return;
  }
}

import { Option } from 'commander';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { copiers } from '../../contract/copying/index.ts';
import { rowExpression } from '../../contract/row-expression.ts';
import { RecordedSession } from '../../workbench/player/recorded-session.ts';
import { type CliCommand, EXIT } from '../command.ts';
import { duration } from '../figures.ts';
import { integer, time } from '../numbers.ts';
import { showAt } from '../show-at.ts';
import { showCopy } from '../show-copy.ts';

/** Rows read at a time. */
const PAGE = 1000;

export const show: CliCommand = {
  name: 'show',
  summary: 'the requests of a recording, up to its damage if it has any',
  example: "zpciwb show session.mcap --filter 'kind == pcistb && errno != 0'",
  declare: (command) =>
    command
      .argument('<recording>', 'recording file')
      .option('--at <time>', 'the state as of then: seconds such as 12.345, or 500ms, 20us', time)
      .option('--from <row>', 'first row shown, by its place among all', integer, 0)
      .option('--count <rows>', 'rows shown at most', integer)
      .option('--filter <expression>', 'FIELD OP VALUE joined by &&: errno != 0 && len > 64')
      .addOption(
        new Option('--as <form>', 'only the text of a copy: bytes, program steps, a program, commands').choices(
          copiers.map(({ id }) => id),
        ),
      ),
  run: async (io, { args: [path = ''], options }) => {
    const matches = rowExpression(options.filter ?? 'seq >= 0');
    if (options.as) return showCopy(io, path, matches, options.as);
    // Whoever wants all rows wants to know of all damage; a page or a moment needs no more of the file than itself.
    const all = options.at === undefined && options.count === undefined;
    const session = await RecordedSession.open(path, 'cli', { readThrough: all });
    await session.complete();
    if (options.at !== undefined) {
      await showAt(io, session, options.at);
      return ending(session);
    }
    const { address, title, startedAt, durationNs, requests, errors, damage } = session.describe();
    const document = io.rowsDocument({ address, title, startedAt, durationNs, requests, errors, damage });
    const end = Math.min(requests, options.from + (options.count ?? requests));
    for await (const row of rowsOf(session, options.from, end)) {
      if (!matches(row)) continue;
      io.line(rowLine(row));
      document.add(row);
    }
    document.end();
    io.line(`${title}: ${requests} requests, ${errors} with errors, ${duration(durationNs)}`);
    if (damage) io.line(damage.message);
    return ending(session);
  },
};

async function ending(session: RecordedSession): Promise<number> {
  const { damage } = session.describe();
  await session.close();
  return damage ? EXIT.damaged : EXIT.fine;
}

async function* rowsOf(session: RecordedSession, from: number, end: number): AsyncGenerator<RequestRow> {
  for (let at = from; at < end; at += PAGE) yield* (await session.page(at, Math.min(PAGE, end - at))).rows;
}

function rowLine(row: RequestRow): string {
  const { seq, atNs, durationNs, kind, note, status, errno, error, data, bytes, path, on, count } = row;
  const result = errno ? errnoName(errno) : (error?.code ?? status);
  const place = typeof row.request.offset === 'string' ? row.request.offset : '';
  const payload = data ? `${toHex(data.subarray(0, 16))}${bytes > 16 ? '..' : ''}` : '';
  const cells = [
    String(seq).padStart(6),
    (Number(atNs) / 1e9).toFixed(6).padStart(12),
    kind.padEnd(13),
    result.padEnd(10),
    duration(durationNs).padStart(9),
    on && `on ${on}`,
    path,
    place,
    count === undefined ? `${bytes} B` : `${count} operations`,
    note ?? payload,
  ];
  return cells
    .filter((cell) => cell)
    .join('  ')
    .trimEnd();
}

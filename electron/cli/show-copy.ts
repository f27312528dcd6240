import { errorLine } from '../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../contract/app-contract.ts';
import { copiers } from '../contract/copying/index.ts';
import { copiedRows } from '../workbench/copying/copied-rows.ts';
import { EXIT } from './command.ts';
import type { Io } from './io.ts';

/** Prints the matching rows in the form of a copy, and nothing else; damage goes to stderr. Gives the exit status. */
export async function showCopy(
  io: Io,
  path: string,
  matches: (row: RequestRow) => boolean,
  form: string,
): Promise<number> {
  const copier = copiers.find(({ id }) => id === form)!;
  const document = io.rowsDocument({ recording: path, as: form });
  const texts = copiedRows(path, matches, copier);
  let next = await texts.next();
  for (; !next.done; next = await texts.next()) {
    const text = next.value.trimEnd();
    if (text === '') continue;
    io.line(text);
    document.add({ text });
  }
  document.end();
  const damage = next.value;
  if (damage) process.stderr.write(`zpciwb: ${errorLine(damage)}\n`);
  return damage ? EXIT.damaged : EXIT.fine;
}

import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow, RowSelection } from '../../contract/app-contract.ts';
import type { Copier } from '../../contract/copying/copier.ts';
import { copiers } from '../../contract/copying/index.ts';
import { Setup } from '../../contract/copying/setup.ts';
import type { Program } from '../../contract/program.ts';
import { parseProgram } from '../../contract/programs/parse.ts';
import { selectionTest } from '../rows/row-selection.ts';
import type { WorkbenchSession } from '../workbench-session.ts';
import { copiedRows } from './copied-rows.ts';

/** Longest text that is copied: it has to fit one message and a clipboard. */
const MAX_TEXT = 4 * 1024 * 1024;

/** Rows of a live session that are looked at, at a time. */
const PAGE = 1000;

/**
 * The selected rows of a session in the form named `as`: those of a recording with all their bytes, those of a live session as far as
 * they are kept. Throws `bad-request` when there is no such form, something is not at hand whole, or the text is too long.
 */
export async function copyOf(session: WorkbenchSession, selection: RowSelection, as: string): Promise<string> {
  const copier = copiers.find(({ id }) => id === as);
  if (!copier) throw badCopy(`There is no form ${as}.`, `Choose one of ${copiers.map(({ id }) => id).join(', ')}.`);
  const parts: string[] = [];
  let length = 0;
  for await (const text of textsOf(session, selection, copier)) {
    length += text.length;
    if (length > MAX_TEXT) throw badCopy(`The text is longer than ${MAX_TEXT} characters.`, 'Choose fewer rows.');
    if (text !== '') parts.push(text);
  }
  return parts.join('\n');
}

/** The selected rows as a program. Throws as `copyOf`. */
export async function programFromRows(session: WorkbenchSession, selection: RowSelection): Promise<Program> {
  return parseProgram(await copyOf(session, selection, 'program'), session.address);
}

async function* textsOf(session: WorkbenchSession, selection: RowSelection, copier: Copier): AsyncGenerator<string> {
  const matches = selectionTest(selection);
  if (session.describe().kind === 'recording') yield* copiedRows(session.address, matches, copier);
  else yield await keptRows(session, matches, copier);
}

/** As `copiedRows`, of the rows that a live session keeps. */
async function keptRows(session: WorkbenchSession, matches: (row: RequestRow) => boolean, copier: Copier) {
  const { address, title, requests } = session.describe();
  const setup = new Setup();
  const chosen: RequestRow[] = [];
  for (let from = 0; from < requests; from += PAGE)
    for (const row of (await session.page(from, PAGE)).rows) {
      if (matches(row)) chosen.push(row);
      if (chosen.length === 0) setup.follow(row);
    }
  return copier.copy(chosen, { address, name: title, functions: {}, setup });
}

const badCopy = (message: string, next: string) => new WorkbenchError({ code: 'bad-request', message, next });

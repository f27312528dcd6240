import { basename } from 'node:path';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import type { Copier, CopyContext } from '../../contract/copying/copier.ts';
import { Setup } from '../../contract/copying/setup.ts';
import type { PlayedMessage } from '../player/chunk-reader.ts';
import { damageNote } from '../player/damage-note.ts';
import { eachChunk } from '../player/each-chunk.ts';
import { refuseLaterFormat } from '../player/later-format.ts';
import type { ReadEnd } from '../player/read-recording.ts';
import { recordedRow } from '../player/recorded-row.ts';
import { stateOf } from '../player/recorded-state.ts';
import { functionOf } from './function-line.ts';

/** Rows that are kept to make one document of them: what a program may have. */
const MAX_ROWS = 100_000;

/**
 * The matching rows of the recording at `path` in the form of `copier`, with all their bytes; what is known before the first of them is
 * its setup. Gives texts as they come: one a row, or one in all. Returns the damage of a recording that has some. Throws as opening a
 * recording does, and `bad-request` for what cannot be copied.
 */
export async function* copiedRows(
  path: string,
  matches: (row: RequestRow) => boolean,
  copier: Copier,
): AsyncGenerator<string, ErrorInfo | undefined> {
  const around = new Around(path);
  const chosen: RequestRow[] = [];
  let [rows, missing, nextSeq] = [0, 0, 0];
  let end: ReadEnd | undefined;
  const ended = (how: ReadEnd) => {
    end = how;
  };
  for await (const { messages } of eachChunk(path, ended))
    for (const played of messages) {
      const row = recordedRow(played, Number.POSITIVE_INFINITY);
      if (row) {
        rows += 1;
        missing += Math.max(row.seq - nextSeq, 0);
        nextSeq = row.seq + 1;
      }
      if (row && matches(row)) {
        if (copier.of === 'selection') chosen.push(row);
        else yield copier.copy([row], around.context);
        if (chosen.length > MAX_ROWS) throw tooMany();
      }
      // A document is of one setup, that of its first row.
      if (chosen.length === 0) around.follow(played, row);
      else around.hear(played);
    }
  if (copier.of === 'selection') yield copier.copy(chosen, around.context);
  return damageNote(path, end!, { rows, missing });
}

/** What is known around the rows of a recording. */
export class Around {
  readonly #path: string;
  readonly #setup = new Setup();
  readonly #functions: Record<string, string> = {};
  #address = '';

  constructor(path: string) {
    this.#path = path;
  }

  get context(): CopyContext {
    const name = basename(this.#path, '.mcap');
    return { address: this.#address, name, functions: this.#functions, setup: this.#setup };
  }

  /** Takes the state of the function, too. */
  follow(played: PlayedMessage, row: RequestRow | undefined): void {
    this.hear(played);
    if (played.topic === 'state') this.#setup.tell(stateOf(played.message));
    else if (played.topic === 'change') this.#setup.change(played.message);
    else if (row?.on !== undefined) this.#setup.follow(row);
  }

  /** Takes who the session was with. */
  hear({ topic, message }: PlayedMessage): void {
    if (topic === 'session') {
      refuseLaterFormat(this.#path, message);
      this.#address = message.address;
    }
    const named = topic === 'event' ? functionOf(message) : undefined;
    if (named) this.#functions[named.name] = named.address;
  }
}

const tooMany = () =>
  new WorkbenchError({
    code: 'bad-request',
    message: `More than ${MAX_ROWS} rows match, which is more than one program holds.`,
    next: 'Narrow the filter.',
  });

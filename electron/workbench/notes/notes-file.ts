import { copyFile, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { MOST_NOTES, type Note, noteSchema } from '../../contract/recording-notes.ts';
import { replaceFile } from '../files/replace-file.ts';
import { jsonText } from '../json.ts';

/** The file of the notes to a recording lies beside it: `name.mcap.notes.json`. 64-bit numbers are `"0x..."`. */
export const notesPath = (recording: string): string => `${recording}.notes.json`;

const hex64 = z
  .string()
  .regex(/^0x[0-9a-f]{1,16}$/)
  .transform((text) => BigInt(text));

const fileSchema = z.object({
  /** Version of this format. */
  notes: z.literal(1),
  /** Start of the session in the recording: the notes belong to no other. */
  startedAt: hex64,
  list: z.array(noteSchema.extend({ atNs: hex64, writtenAt: hex64 })).max(MOST_NOTES),
});

/** The notes to one recording, whose session began at `startedAt`. */
export class NotesFile {
  readonly #recording: string;
  readonly #startedAt: bigint;
  #work: Promise<unknown> = Promise.resolve();

  constructor(recording: string, startedAt: bigint) {
    this.#recording = recording;
    this.#startedAt = startedAt;
  }

  get path(): string {
    return notesPath(this.#recording);
  }

  /** In the order of the recording. Throws `damaged-file` for a file that holds none, or those to another recording. */
  async list(): Promise<Note[]> {
    const text = await readFile(this.path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return undefined;
      throw this.#unreadable(thrown.message);
    });
    if (text === undefined) return [];
    const parsed = fileSchema.safeParse(json(text));
    if (!parsed.success) throw this.#unreadable('it is not a file of notes');
    if (parsed.data.startedAt !== this.#startedAt) throw this.#unreadable('its notes are to another recording');
    return parsed.data.list;
  }

  /** Writes a note, a new one without `id`; gives all. Throws `write-failed`, `unknown-note`, `too-many`. */
  put({ id, ...said }: Omit<Note, 'id' | 'writtenAt'> & { readonly id?: number }, writtenAt: bigint): Promise<Note[]> {
    return this.#change((notes) => {
      const note: Note = { id: id ?? Math.max(0, ...notes.map((one) => one.id)) + 1, ...said, writtenAt };
      if (id === undefined && notes.length >= MOST_NOTES) throw tooMany();
      if (id !== undefined) this.#known(notes, id);
      return [...notes.filter((one) => one.id !== id), note].sort(inOrder);
    });
  }

  /** Takes a note away; gives those that are left. Throws `write-failed`, `unknown-note`. */
  remove(id: number): Promise<Note[]> {
    return this.#change((notes) => {
      this.#known(notes, id);
      return notes.filter((one) => one.id !== id);
    });
  }

  /** One change after the other, each on what is in the file then: another workbench may have it open too. */
  #change(change: (notes: readonly Note[]) => Note[]): Promise<Note[]> {
    const changed = this.#work.then(async () => {
      const list = change(await this.list());
      const recording = basename(this.#recording);
      await replaceFile(this.path, jsonText({ notes: 1, recording, startedAt: this.#startedAt, list }));
      return list;
    });
    this.#work = changed.catch(() => {});
    return changed;
  }

  #known(notes: readonly Note[], id: number): void {
    if (notes.some((one) => one.id === id)) return;
    throw new WorkbenchError({
      code: 'unknown-note',
      message: `${basename(this.#recording)} has no note ${id}: it was taken away.`,
      next: 'Write it anew.',
    });
  }

  #unreadable(why: string): WorkbenchError {
    return new WorkbenchError({
      code: 'damaged-file',
      message: `The notes in ${this.path} cannot be read: ${why}.`,
      next: 'Move that file away; the recording itself is as it was.',
    });
  }
}

/** Puts the notes to a recording beside what was exported of it, when there are any. Throws `write-failed`. */
export async function exportNotes(recording: string, output: string): Promise<void> {
  await copyFile(notesPath(recording), notesPath(output)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw notCopied(recording, cause);
  });
}

const notCopied = (recording: string, cause: NodeJS.ErrnoException) =>
  new WorkbenchError(
    {
      code: 'write-failed',
      message: `What was exported is whole, but the notes in ${notesPath(recording)} could not be put beside it: ${cause.message}.`,
      next: 'Copy that file by hand, or export again to another folder.',
      syscall: cause.syscall,
    },
    { cause },
  );

const inOrder = (a: Note, b: Note) => a.row - b.row || Number(a.atNs - b.atNs) || a.id - b.id;

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const tooMany = () =>
  new WorkbenchError({
    code: 'too-many',
    message: `A recording has ${MOST_NOTES} notes at most.`,
    next: 'Take some away first.',
  });

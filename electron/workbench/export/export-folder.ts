import { mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { FILE_KINDS } from '../files/names.ts';
import { exportNotes } from '../notes/notes-file.ts';
import { type Exported, type ExportRun, exportRecording } from './export-recording.ts';
import type { ExportFormat } from './format.ts';
import { fileOutput } from './output.ts';

/** What became of one recording of a folder. */
export interface FolderEntry {
  readonly recording: string;
  readonly output: string;
  /** `current`: exported before and not changed since. */
  readonly state: 'exported' | 'current' | 'failed';
  readonly exported?: Exported;
  readonly error?: ErrorInfo;
}

/** An export carries the time of the recording it was made of; when that is another one now, the recording was written to since. */
const WITHIN_MS = 2;

/**
 * Exports every recording under `folder` to a file of the same name under `into`, one after the other, those that did not change since
 * they were exported left out unless `all`; notes to them go along either way. A recording that fails does not keep the others from
 * being exported. Throws `no-such-file`, `stopped`, `write-failed` for `into` itself.
 */
export async function* exportFolder(
  folder: string,
  format: ExportFormat,
  into: string,
  { all = false, ...run }: ExportRun & { readonly all?: boolean } = {},
): AsyncGenerator<FolderEntry> {
  for (const name of await recordingsIn(folder)) {
    const recording = join(folder, name);
    const output = join(into, `${name.slice(0, -FILE_KINDS.recording.ending.length)}${format.ending}`);
    yield await exportOne(recording, output, format, { all, ...run });
  }
}

async function exportOne(
  recording: string,
  output: string,
  format: ExportFormat,
  { all, ...run }: ExportRun & { readonly all: boolean },
): Promise<FolderEntry> {
  try {
    if (!all && (await isCurrent(recording, output))) {
      // A note is written without the recording becoming another one.
      await exportNotes(recording, output);
      return { recording, output, state: 'current' };
    }
    await mkdir(dirname(output), { recursive: true });
    // Before it is read: what is appended meanwhile makes it another one.
    const { atime, mtime } = await stat(recording);
    const exported = await exportRecording(recording, format, await fileOutput(output, true), run);
    await exportNotes(recording, output);
    await utimes(output, atime, mtime);
    return { recording, output, state: 'exported', exported };
  } catch (thrown) {
    const error = errorInfo(thrown);
    if (error.code === 'stopped') throw thrown;
    return { recording, output, state: 'failed', error };
  }
}

async function isCurrent(recording: string, output: string): Promise<boolean> {
  const [from, made] = await Promise.all([recording, output].map((path) => stat(path).catch(() => undefined)));
  return from !== undefined && made !== undefined && Math.abs(from.mtimeMs - made.mtimeMs) < WITHIN_MS;
}

/** Names of all recordings under a folder, sorted. */
async function recordingsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((cause) => Promise.reject(unreadable(folder, cause)));
  return names.filter((name) => name.endsWith(FILE_KINDS.recording.ending)).sort();
}

const unreadable = (folder: string, cause: Error) =>
  new WorkbenchError(
    {
      code: 'no-such-file',
      message: `The folder ${folder} cannot be read: ${cause.message}.`,
      next: 'Choose another.',
    },
    { cause },
  );

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Session } from '../../contract/app-contract.ts';
import { needDesktop } from '../desktop.ts';
import { exportRecording } from '../export/export-recording.ts';
import { exportFormat, exportFormats } from '../export/formats/index.ts';
import { fileOutput } from '../export/output.ts';
import type { WorkbenchFolder } from '../files/folder.ts';
import { FILE_KINDS, safeName } from '../files/names.ts';
import { exportNotes } from '../notes/notes-file.ts';
import type { Family, HandlerContext } from './context.ts';
import { teller } from './teller.ts';

type Methods = 'export.formats' | 'export.place' | 'export.run' | 'export.stop';

export function exportHandlers({ sessions, folder, tell, desktop }: HandlerContext): Family<Methods> {
  const running = new Map<number, AbortController>();
  return {
    'export.formats': () => ({ formats: exportFormats.map(({ name, title, ending }) => ({ name, title, ending })) }),
    'export.place': async ({ session, format }) => {
      const { title, ending } = exportFormat(format);
      const { dialogs } = needDesktop(desktop);
      const recording = recordingOf(sessions.get(session).describe());
      const proposed = await inExports(folder, nameOf(recording), ending);
      const path = await dialogs.saveExport(title, ending, proposed);
      if (path !== undefined) folder.allowSaving(path);
      return { path };
    },
    'export.run': async ({ run, session, format: formatName, operations, path, name }) => {
      if (running.has(run)) throw underWay(run);
      const stop = new AbortController();
      running.set(run, stop);
      const progress = teller((done, total) => tell('export.progress', { run, done, total }));
      try {
        const format = exportFormat(formatName);
        const recording = recordingOf(sessions.get(session).describe());
        if (path !== undefined) folder.refuseUnchosen(path);
        const to =
          path ?? (await inExports(folder, name === undefined ? nameOf(recording) : safeName(name), format.ending));
        const output = await fileOutput(to, name === undefined);
        const exported = await exportRecording(recording, format, output, {
          operations,
          signal: stop.signal,
          progress,
        });
        await exportNotes(recording, to);
        return { path: to, ...exported };
      } finally {
        running.delete(run);
      }
    },
    'export.stop': ({ run }) => {
      running.get(run)?.abort();
      return {};
    },
  };
}

/** Where an export of that name goes in the folder of exports, which is there then. */
async function inExports(folder: WorkbenchFolder, name: string, ending: string): Promise<string> {
  await mkdir(folder.exports, { recursive: true });
  return join(folder.exports, name.endsWith(ending) ? name : `${name}${ending}`);
}

const nameOf = (recording: string) => basename(recording, FILE_KINDS.recording.ending);

function recordingOf({ kind, address }: Session): string {
  if (kind === 'recording') return address;
  throw new WorkbenchError({
    code: 'bad-request',
    message: `${address} is not a recording.`,
    next: 'Record the session, end the recording and open it.',
  });
}

const underWay = (run: number) =>
  new WorkbenchError({ code: 'bad-request', message: `Export ${run} is under way.`, next: 'Give it another number.' });

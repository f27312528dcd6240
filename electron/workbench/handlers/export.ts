import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Session } from '../../contract/app-contract.ts';
import { type ExportRun, exportRecording } from '../export/export-recording.ts';
import type { ExportFormat } from '../export/format.ts';
import { exportFormat, exportFormats } from '../export/formats/index.ts';
import { fileOutput } from '../export/output.ts';
import { FILE_KINDS } from '../files/names.ts';
import { exportNotes } from '../notes/notes-file.ts';
import type { Family, HandlerContext } from './context.ts';
import { teller } from './teller.ts';

type Methods = 'export.formats' | 'export.run' | 'export.stop';

export function exportHandlers({ sessions, folder, tell }: HandlerContext): Family<Methods> {
  const running = new Map<number, AbortController>();
  return {
    'export.formats': () => ({ formats: exportFormats.map(({ name, title, ending }) => ({ name, title, ending })) }),
    'export.run': async ({ run, session, format, operations }) => {
      if (running.has(run)) throw underWay(run);
      const stop = new AbortController();
      running.set(run, stop);
      const progress = teller((done, total) => tell('export.progress', { run, done, total }));
      try {
        const recording = recordingOf(sessions.get(session).describe());
        return await exportInto(folder.exports, recording, exportFormat(format), {
          operations,
          signal: stop.signal,
          progress,
        });
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

async function exportInto(folder: string, recording: string, format: ExportFormat, run: ExportRun) {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${basename(recording, FILE_KINDS.recording.ending)}${format.ending}`);
  const exported = await exportRecording(recording, format, await fileOutput(path, true), run);
  await exportNotes(recording, path);
  return { path, ...exported };
}

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

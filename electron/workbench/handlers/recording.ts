import { writeFile } from 'node:fs/promises';
import { snapshotToCapture } from '../../../native-bridge/contract/capture-file.ts';
import type { Note } from '../../contract/recording-notes.ts';
import { wallClock } from '../clock.ts';
import { told, toldMoment } from '../told.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'recording.start'
  | 'recording.stop'
  | 'recording.at'
  | 'recording.find'
  | 'recording.timeline'
  | 'recording.mappings'
  | 'recording.counts'
  | 'recording.part'
  | 'recording.notes'
  | 'recording.note'
  | 'recording.forget-note'
  | 'capture.save';

export function recordingHandlers({ sessions, folder, emit }: HandlerContext): Family<Methods> {
  const tellNotes = (session: string, notes: Note[]) => {
    emit('recording.notes-changed', { session, notes });
    return { notes };
  };
  return {
    'recording.start': async ({ session, rotate }) => {
      const live = sessions.live(session);
      await live.startRecording(await folder.newPath('recording', live.address), rotate);
      emit('files.changed', {});
      return { session: told(live.describe()) };
    },
    'recording.stop': async ({ session }) => {
      const live = sessions.live(session);
      const { path } = await live.stopRecording();
      emit('files.changed', {});
      return { session: told(live.describe()), path };
    },
    'recording.at': async ({ session, known, ...cursor }) => ({
      moment: toldMoment(await sessions.recorded(session).at(cursor, known)),
    }),
    'recording.mappings': ({ session, from, ...cursor }) => sessions.recorded(session).mappings(cursor, from),
    'recording.counts': async ({ session, ...cursor }) => ({
      samples: await sessions.recorded(session).counts(cursor),
    }),
    'recording.part': async ({ session, which }) => ({
      session: told((await sessions.openPart(session, which)).describe()),
    }),
    'recording.notes': async ({ session }) => ({ notes: await sessions.recorded(session).notes.list() }),
    'recording.note': async ({ session, ...note }) =>
      tellNotes(session, await sessions.recorded(session).notes.put(note, wallClock())),
    'recording.forget-note': async ({ session, id }) =>
      tellNotes(session, await sessions.recorded(session).notes.remove(id)),
    'recording.find': async ({ session, ...looked }, { isCancelled }) => ({
      found: await sessions.recorded(session).find(looked, isCancelled),
    }),
    'recording.timeline': async ({ session, bins }) => ({
      timeline: await sessions.recorded(session).timeline(bins),
    }),
    'capture.save': async ({ session, path: chosen }) => {
      const shown = sessions.get(session);
      const text = snapshotToCapture(shown.describe().snapshot);
      const path = chosen ?? (await folder.newPath('capture', shown.address));
      await (chosen ? folder.saveChosen(path, text) : writeFile(path, text, { flag: 'wx' }));
      emit('files.changed', {});
      return { path };
    },
  };
}

import { writeFile } from 'node:fs/promises';
import { snapshotToCapture } from '../../../native-bridge/contract/capture-file.ts';
import { told } from '../told.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'recording.start'
  | 'recording.stop'
  | 'recording.at'
  | 'recording.find'
  | 'recording.timeline'
  | 'capture.save';

export function recordingHandlers({ sessions, folder, emit }: HandlerContext): Family<Methods> {
  return {
    'recording.start': async ({ session }) => {
      const live = sessions.live(session);
      await live.startRecording(await folder.newPath('recording', live.address));
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
      moment: await sessions.recorded(session).at(cursor, known),
    }),
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

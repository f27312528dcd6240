import { currentSession } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Behaviours } from './command.ts';

const notRecordable = (state: WorkbenchState) =>
  currentSession(state)?.condition === 'live' ? undefined : 'Only a live session can be recorded.';

export const recordingCommands: Behaviours<'recording'> = {
  'recording.toggle': {
    checked: ({ state }) => currentSession(state)?.recording !== undefined,
    unavailable: notRecordable,
    run: ({ state }) =>
      void (currentSession(state)?.recording ? state.actions.stopRecording() : state.actions.startRecording()),
  },
  'recording.mark': {
    unavailable: notRecordable,
    run: () => document.querySelector<HTMLElement>('[data-testid="recording-bar"] [data-role="mark"]')?.focus(),
  },
};

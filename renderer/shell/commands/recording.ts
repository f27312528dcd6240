import { currentSession, isRecorded } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Behaviours } from './command.ts';

const notRecordable = (state: WorkbenchState) =>
  currentSession(state)?.condition === 'live' ? undefined : 'Only a live session can be recorded.';

const noRecording = (state: WorkbenchState) =>
  isRecorded(currentSession(state)) ? undefined : 'Open a recording first.';

/** In a recording what would be a mark is a note to it. False when there is nothing to note to. */
function openNotes(): boolean {
  const button = document.querySelector<HTMLElement>('[data-testid="recording-bar"] [data-role="notes"]');
  if (button?.getAttribute('aria-expanded') === 'false') button.click();
  return button !== null;
}

export const recordingCommands: Behaviours<'recording'> = {
  'recording.toggle': {
    checked: ({ state }) => currentSession(state)?.recording !== undefined,
    unavailable: notRecordable,
    run: ({ state }) =>
      void (currentSession(state)?.recording ? state.actions.stopRecording() : state.actions.startRecording()),
  },
  'recording.mark': {
    unavailable: (state) => (isRecorded(currentSession(state)) ? undefined : notRecordable(state)),
    run: () =>
      openNotes() || document.querySelector<HTMLElement>('[data-testid="recording-bar"] [data-role="mark"]')?.focus(),
  },
  'recording.send-again': {
    unavailable: noRecording,
    run: ({ dock }) => dock.show('send-again'),
  },
  'recording.compare': {
    run: ({ dock }) => dock.show('compare'),
  },
  'recording.export': {
    unavailable: noRecording,
    run: ({ state }) => state.actions.openOverlay('export'),
  },
};

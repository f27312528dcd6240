import { currentSession } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Command } from './command.ts';

const notRecordable = (state: WorkbenchState) =>
  currentSession(state)?.condition === 'live' ? undefined : 'Only a live session can be recorded.';

export const recordingCommands: readonly Command[] = [
  {
    id: 'recording.toggle',
    group: 'Recording',
    title: 'Start or stop recording',
    keys: ['Ctrl+E'],
    unavailable: notRecordable,
    run: ({ state }) =>
      void (currentSession(state)?.recording ? state.actions.stopRecording() : state.actions.startRecording()),
  },
  {
    id: 'recording.mark',
    group: 'Recording',
    title: 'Set a mark',
    keys: ['Ctrl+M'],
    unavailable: notRecordable,
    run: () => document.querySelector<HTMLElement>('[data-testid="recording-bar"] [data-role="mark"]')?.focus(),
  },
];

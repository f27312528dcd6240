import { currentSession, isArmed, whyNotArmable } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Command } from './command.ts';

const noSession = (state: WorkbenchState) => (currentSession(state) ? undefined : 'Open a target first.');

const notLive = (state: WorkbenchState) =>
  noSession(state) ??
  (currentSession(state)?.condition === 'live' ? undefined : 'Only a live target can be asked again.');

export const sessionCommands: readonly Command[] = [
  {
    id: 'session.open',
    group: 'Session',
    title: 'Open a target or file',
    keys: ['Ctrl+O'],
    run: ({ dock }) => dock.show('targets'),
  },
  {
    id: 'session.arm',
    group: 'Session',
    title: 'Arm or disarm the target',
    keys: ['Ctrl+Shift+A'],
    unavailable: (state) => (isArmed(currentSession(state)) ? undefined : whyNotArmable(state)),
    run: ({ state }) => void state.actions.arm(!isArmed(currentSession(state))),
  },
  {
    id: 'session.inspect',
    group: 'Session',
    title: 'Read again what kernel and firmware say',
    keys: ['F5'],
    unavailable: notLive,
    run: ({ state }) => void state.actions.inspect(),
  },
  {
    id: 'session.inspect-config',
    group: 'Session',
    title: 'Read configuration space too',
    keys: ['Shift+F5'],
    unavailable: notLive,
    run: ({ state }) => void state.actions.inspect(true),
  },
  {
    id: 'session.capture',
    group: 'Session',
    title: 'Save a capture of the function',
    unavailable: notLive,
    run: ({ state }) => void state.actions.saveCapture(),
  },
  {
    id: 'session.close',
    group: 'Session',
    title: 'Close the session',
    unavailable: noSession,
    run: ({ state }) => void state.actions.close(state.currentId!),
  },
  {
    id: 'session.refresh-targets',
    group: 'Session',
    title: 'Look for targets again',
    run: ({ state }) => void state.actions.refreshTargets(),
  },
];

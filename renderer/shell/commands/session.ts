import { currentSession, isArmed, whyNotArmable } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import { openFiles } from '../opening/open-files.ts';
import { showDoctor } from '../opening/show-doctor.ts';
import type { Behaviours } from './command.ts';

const noSession = (state: WorkbenchState) => (currentSession(state) ? undefined : 'Open a target first.');

const notLive = (state: WorkbenchState) =>
  noSession(state) ??
  (currentSession(state)?.condition === 'live' ? undefined : 'Only a live target can be asked again.');

const noTarget = (state: WorkbenchState) =>
  noSession(state) ??
  (currentSession(state)?.kind === 'recording' ? 'A recording lacks nothing to be read.' : undefined);

export const sessionCommands: Behaviours<'session'> = {
  'session.open': {
    run: ({ dock }) => dock.show('targets'),
  },
  'session.open-file': {
    run: ({ state, dock }) => void openFiles(state, dock),
  },
  'session.arm': {
    checked: ({ state }) => isArmed(currentSession(state)),
    unavailable: (state) => (isArmed(currentSession(state)) ? undefined : whyNotArmable(state)),
    run: ({ state }) => void state.actions.arm(!isArmed(currentSession(state))),
  },
  'session.inspect': {
    unavailable: notLive,
    run: ({ state }) => void state.actions.inspect(),
  },
  'session.inspect-config': {
    unavailable: notLive,
    run: ({ state }) => void state.actions.inspect(true),
  },
  'session.capture': {
    unavailable: notLive,
    run: ({ state }) => void state.actions.saveCapture(),
  },
  'session.close': {
    unavailable: noSession,
    run: ({ state }) => void state.actions.close(state.currentId!),
  },
  'session.refresh-targets': {
    run: ({ state }) => void state.actions.refreshTargets(),
  },
  'session.add-host': {
    run: ({ state }) => state.actions.openOverlay('add-host'),
  },
  'session.doctor': {
    unavailable: noTarget,
    run: ({ state, dock }) => showDoctor(currentSession(state)!.address, state.actions, dock),
  },
  'session.doctor-here': {
    run: ({ state, dock }) => showDoctor('', state.actions, dock),
  },
};

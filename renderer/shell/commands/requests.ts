import { makeProgram } from '../../panels/requests/make-program.ts';
import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentSession, currentView, whyNotArmed } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Behaviours } from './command.ts';

const noRequests = (state: WorkbenchState) =>
  currentView(state).rows.matched > 0 ? undefined : 'There are no requests in the list.';

const sendsAgain = ({ replay }: WorkbenchState) => replay?.progress?.finished === false;

const rowOf = (state: WorkbenchState) => selectedRow(currentView(state).rows, currentSelection(state));

export const requestCommands: Behaviours<'requests'> = {
  'requests.next': {
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepRow(1),
  },
  'requests.previous': {
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepRow(-1),
  },
  'requests.next-alike': {
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepAlike(1),
  },
  'requests.previous-alike': {
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepAlike(-1),
  },
  'requests.filter': {
    run: ({ dock }) => dock.show('requests', 'filter'),
  },
  'requests.follow': {
    checked: ({ state }) => currentView(state).follow,
    run: ({ state }) => state.actions.follow(!currentView(state).follow),
  },
  'requests.compose': {
    unavailable: (state) => (rowOf(state) ? undefined : 'Select a request first.'),
    run({ state, dock }) {
      const row = rowOf(state);
      if (row) state.actions.compose({ ...row.request, kind: row.kind });
      dock.show('composer');
    },
  },
  'requests.select-all': {
    unavailable: noRequests,
    run: ({ state }) => state.actions.chooseEveryRow(),
  },
  'requests.program': {
    unavailable: (state) => (state.actions.chosenRows() ? undefined : 'Select requests first.'),
    run: ({ state, dock }) => void makeProgram(state.actions, dock),
  },
  'requests.stop': {
    unavailable: (state) => (currentSession(state)?.running || sendsAgain(state) ? undefined : 'Nothing is running.'),
    run({ state }) {
      if (sendsAgain(state)) return void state.actions.stopReplay();
      const program = currentView(state).program;
      void (program && !program.finished ? state.actions.stopProgram() : state.actions.stopBurst());
    },
  },
  'requests.pause': {
    unavailable: (state) => (currentView(state).program?.finished === false ? undefined : 'No program is running.'),
    run: ({ state }) =>
      void (currentView(state).program?.paused ? state.actions.resumeProgram() : state.actions.pauseProgram()),
  },
  'requests.loop': {
    unavailable: (state) => whyNotArmed(state),
    run: ({ dock }) => dock.show('throughput'),
  },
};

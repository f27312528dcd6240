import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentSession, currentView, whyNotArmed } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Behaviours } from './command.ts';

const noRequests = (state: WorkbenchState) =>
  currentView(state).rows.matched > 0 ? undefined : 'There are no requests in the list.';

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
  'requests.stop': {
    unavailable: (state) => (currentSession(state)?.running ? undefined : 'Nothing is running.'),
    run({ state }) {
      const program = currentView(state).program;
      void (program && !program.finished ? state.actions.stopProgram() : state.actions.stopBurst());
    },
  },
  'requests.loop': {
    unavailable: (state) => whyNotArmed(state),
    run: ({ dock }) => dock.show('throughput'),
  },
};

import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentSession, currentView, whyNotArmed } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Command } from './command.ts';

const noRequests = (state: WorkbenchState) =>
  currentView(state).rows.matched > 0 ? undefined : 'There are no requests in the list.';

const rowOf = (state: WorkbenchState) => selectedRow(currentView(state).rows, currentSelection(state));

export const requestCommands: readonly Command[] = [
  {
    id: 'requests.next',
    group: 'Requests',
    title: 'Next request',
    keys: ['F8', 'Ctrl+Down'],
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepRow(1),
  },
  {
    id: 'requests.previous',
    group: 'Requests',
    title: 'Previous request',
    keys: ['F7', 'Ctrl+Up'],
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepRow(-1),
  },
  {
    id: 'requests.next-alike',
    group: 'Requests',
    title: 'Next request to the same place',
    keys: ['Ctrl+.'],
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepAlike(1),
  },
  {
    id: 'requests.previous-alike',
    group: 'Requests',
    title: 'Previous request to the same place',
    keys: ['Ctrl+,'],
    unavailable: noRequests,
    run: ({ state }) => void state.actions.stepAlike(-1),
  },
  {
    id: 'requests.filter',
    group: 'Requests',
    title: 'Filter the request list',
    keys: ['/'],
    run: ({ dock }) => dock.show('requests', 'filter'),
  },
  {
    id: 'requests.follow',
    group: 'Requests',
    title: 'Follow new requests, or stop following',
    run: ({ state }) => state.actions.follow(!currentView(state).follow),
  },
  {
    id: 'requests.compose',
    group: 'Requests',
    title: 'Edit the selected request in the composer',
    unavailable: (state) => (rowOf(state) ? undefined : 'Select a request first.'),
    run({ state, dock }) {
      const row = rowOf(state);
      if (row) state.actions.compose({ ...row.request, kind: row.kind });
      dock.show('composer');
    },
  },
  {
    id: 'requests.stop',
    group: 'Requests',
    title: 'Stop the running store loop or program',
    keys: ['Shift+Esc'],
    unavailable: (state) => (currentSession(state)?.running ? undefined : 'Nothing is running.'),
    run({ state }) {
      const program = currentView(state).program;
      void (program && !program.finished ? state.actions.stopProgram() : state.actions.stopBurst());
    },
  },
  {
    id: 'requests.loop',
    group: 'Requests',
    title: 'Go to the store loop',
    unavailable: (state) => whyNotArmed(state),
    run: ({ dock }) => dock.show('throughput'),
  },
];

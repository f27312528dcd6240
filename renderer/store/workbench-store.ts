import { createStore } from 'zustand/vanilla';
import { compareActions } from './actions/compare-actions.ts';
import { type ConnectionControl, connectionActions } from './actions/connection-actions.ts';
import { doctorActions } from './actions/doctor-actions.ts';
import { exportActions } from './actions/export-actions.ts';
import { fileActions } from './actions/file-actions.ts';
import { hostActions } from './actions/host-actions.ts';
import { importActions } from './actions/import-actions.ts';
import { libraryActions } from './actions/library-actions.ts';
import { measurementActions } from './actions/measurement-actions.ts';
import { noteActions } from './actions/note-actions.ts';
import { playerActions } from './actions/player-actions.ts';
import { rowActions } from './actions/row-actions.ts';
import { runActions } from './actions/run-actions.ts';
import { selectionActions } from './actions/selection-actions.ts';
import { sendAgainActions } from './actions/send-again-actions.ts';
import { sessionActions } from './actions/session-actions.ts';
import { throughputActions } from './actions/throughput-actions.ts';
import { twoPathsActions } from './actions/two-paths-actions.ts';
import { windowActions } from './actions/window-actions.ts';
import { followDamage } from './player/follow-damage.ts';
import { followSelection } from './player/follow-selection.ts';
import { loadPreferences, type Storage, savePreferences } from './preferences.ts';
import { firstRunForm } from './run-form.ts';
import type { WorkbenchData } from './state.ts';
import { createContext, type StoreContext } from './store-context.ts';

/** The state of the window, kept outside React: one store, changed by its actions alone. */

export type Actions = ReturnType<typeof actionsOf>;
export type WorkbenchState = WorkbenchData & { readonly actions: Actions };
export type WorkbenchStore = ReturnType<typeof createWorkbenchStore>;

function actionsOf(context: StoreContext) {
  const sessions = sessionActions(context);
  return {
    ...selectionActions(context),
    ...sessions,
    ...hostActions(context, sessions.refreshTargets),
    ...doctorActions(context),
    ...fileActions(context, sessions.open),
    ...importActions(context),
    ...libraryActions(context),
    ...rowActions(context),
    ...runActions(context),
    ...playerActions(context),
    ...noteActions(context),
    ...compareActions(context),
    ...sendAgainActions(context),
    ...twoPathsActions(context),
    ...measurementActions(context),
    ...exportActions(context),
    ...throughputActions(context),
    ...windowActions(context),
  };
}

const blank = (storage: Storage | undefined): WorkbenchData => ({
  connection: { state: 'connecting' },
  pending: [],
  imports: [],
  files: [],
  recent: [],
  hosts: [],
  sessions: [],
  views: {},
  notices: [],
  runForm: firstRunForm,
  preferences: loadPreferences(storage),
  systemTheme: 'dark',
});

/** A store with its actions. `storage` keeps preferences between visits; the peer is given by whoever connects (`connection`). */
export function createWorkbenchStore(storage?: Storage) {
  let connection: ConnectionControl | undefined;
  const state = createStore<WorkbenchState>((set, get) => {
    const context = createContext(get, set);
    const actions = actionsOf(context);
    connection = connectionActions(context, actions.refreshTargets);
    return { ...blank(storage), actions };
  });
  state.subscribe(({ preferences }, before) => {
    if (preferences !== before.preferences) savePreferences(storage, preferences);
  });
  followSelection(state);
  followDamage(state);
  return Object.assign(state, { connection: connection as unknown as ConnectionControl });
}

import type { StoreApi } from 'zustand/vanilla';
import { selected } from '../selection.ts';
import { isRecorded } from '../selectors.ts';
import type { WorkbenchState } from '../workbench-store.ts';

/** In a recording the cursor goes behind the request that is selected; of what else is selected it takes no notice. */
export function followSelection(store: StoreApi<WorkbenchState>): void {
  store.subscribe(({ currentId = '', views, sessions, actions }, before) => {
    const view = views[currentId];
    const known = before.views[currentId];
    if (!view || view.history === known?.history || !isRecorded(sessions.find(({ id }) => id === currentId))) return;
    const selection = selected(view.history);
    if (selection.kind === 'request') void actions.seek({ rows: selection.seq + 1 });
  });
}

import type { StoreApi } from 'zustand/vanilla';
import { currentSession, isRecorded } from '../selectors.ts';
import type { WorkbenchState } from '../workbench-store.ts';

/** What turns out to be lost of a recording changes what was so at its cursor: that is asked for again. */
export function followDamage(store: StoreApi<WorkbenchState>): void {
  store.subscribe((state, before) => {
    const session = currentSession(state);
    if (state.sessions === before.sessions || !session || !isRecorded(session)) return;
    const known = before.sessions.find(({ id }) => id === session.id);
    if (known && known.damage?.message !== session.damage?.message) void state.actions.askAgain(session.id);
  });
}

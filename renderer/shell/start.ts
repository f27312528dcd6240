import { addressToOpen, openHash } from '../../electron/contract/host-link.ts';
import { currentSession } from '../store/selectors.ts';
import type { WorkbenchStore } from '../store/workbench-store.ts';
import type { Dock } from './dock.ts';
import { openHere } from './opening/open-here.ts';

/** What is opened when the URL names nothing: the model needs no hardware and breaks nothing. */
const FIRST_TARGET = 'sim:ism';

/** Opens what the URL hash names once the workbench answers, and keeps the hash telling what is shown: a reload shows it again. */
export function openFromAddressBar(store: WorkbenchStore, dock: Dock, page: Window): void {
  let opened = false;
  store.subscribe((state, before) => {
    if (!opened && state.connection.state === 'open' && state.targets) {
      opened = true;
      void openHere(addressToOpen(page.location.hash) ?? FIRST_TARGET, state.actions, dock);
    }
    if (state.currentId === before.currentId) return;
    const hash = openHash(currentSession(state)?.address);
    if (hash && hash !== page.location.hash) page.history.replaceState(null, '', hash);
  });
  page.addEventListener('hashchange', () => {
    const address = addressToOpen(page.location.hash);
    if (address) void openHere(address, store.getState().actions, dock);
  });
}

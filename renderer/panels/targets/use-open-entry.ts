import { openHere } from '../../shell/opening/open-here.ts';
import { useDock } from '../../shell/window-context.ts';
import { useActions } from '../../store/use-store.ts';
import type { Entry } from './entries.ts';

/** Opens a line: a target or file as a session, a program in the composer; a machine is asked what it has; one that is not ready says why. */
export function useOpenEntry() {
  const actions = useActions();
  const dock = useDock();
  return async ({ title, address, program, reason, remedy, host, adds }: Entry) => {
    if (adds) actions.openOverlay('add-host');
    else if (reason) actions.notify({ code: 'not-ready', tone: 'error', message: `${title}: ${reason}`, next: remedy });
    else if (host && !address) await actions.refreshHost(host.address);
    else await openHere(program ?? address ?? '', actions, dock);
  };
}

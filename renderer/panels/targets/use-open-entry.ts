import { useDock } from '../../shell/window-context.ts';
import { useActions } from '../../store/use-store.ts';
import type { Entry } from './entries.ts';

/** Opens a line: a target or file as a session, a program in the composer; one that is not ready says why. */
export function useOpenEntry() {
  const { open, notify, openProgram } = useActions();
  const dock = useDock();
  return async ({ title, address, program, reason, remedy }: Entry) => {
    if (reason) notify({ code: 'not-ready', tone: 'error', message: `${title}: ${reason}`, next: remedy });
    else if (program) {
      await openProgram(program);
      dock.show('composer');
    } else if (address) await open(address);
  };
}

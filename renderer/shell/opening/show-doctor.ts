import type { Actions } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';

/** Looks at what an address (empty: this machine) lacks, and shows it. */
export function showDoctor(address: string, actions: Actions, dock: Dock): void {
  void actions.diagnose(address);
  dock.show('doctor');
}

import { isProgramAddress } from '../../../electron/contract/file-address.ts';
import type { Actions } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';

/** Opens an address of any kind: a program in the composer, everything else as a session. */
export async function openHere(address: string, actions: Actions, dock: Dock): Promise<void> {
  if (!isProgramAddress(address)) return actions.open(address);
  await actions.openProgram(address);
  dock.show('composer');
}

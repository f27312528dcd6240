import { hasDesktop } from '../../store/selectors.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import type { Dock } from '../dock.ts';
import { importFiles } from './import-files.ts';
import { openHere } from './open-here.ts';

/** The browser's own file dialog: it gives the bytes of a file, never its path. */
function pickFiles(): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** Lets the person choose files of their machine and opens them: where they lie on a desktop, as imported copies in a browser. */
export async function openFiles(state: WorkbenchState, dock: Dock): Promise<void> {
  const { actions } = state;
  if (!hasDesktop(state)) return importFiles(await pickFiles(), actions, dock);
  for (const address of await actions.chooseFiles()) await openHere(address, actions, dock);
}

import type { Dock } from '../../shell/dock.ts';
import type { Actions } from '../../store/workbench-store.ts';

/** Puts a program that sends the chosen requests again into the composer, and shows it there. */
export async function makeProgram({ programOfRows }: Actions, dock: Dock): Promise<void> {
  if (await programOfRows()) dock.show('composer');
}

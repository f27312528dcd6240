import { useEffect } from 'react';
import { useActions } from '../../store/use-store.ts';
import { useDock } from '../window-context.ts';
import { takeFiles } from './import-files.ts';

/** Takes files dropped anywhere on the window. Left alone, the browser would leave the workbench to show them. */
export function useFileDrop(): void {
  const actions = useActions();
  const dock = useDock();
  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      void takeFiles(event.dataTransfer.files, actions, dock);
    };
    window.addEventListener('dragover', hover);
    // Before the panels hear of it: those that are moved about take every drop for one of theirs.
    window.addEventListener('drop', drop, { capture: true });
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop, { capture: true });
    };
  }, [actions, dock]);
}

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
      if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
      event.preventDefault();
      void takeFiles(event.dataTransfer.files, actions, dock);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [actions, dock]);
}

import { useEffect } from 'react';
import { useActions } from '../../store/use-store.ts';
import { importFiles } from './import-files.ts';

/** Takes files dropped anywhere on the window. Left alone, the browser would leave the workbench to show them. */
export function useFileDrop(): void {
  const actions = useActions();
  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
      event.preventDefault();
      void importFiles(event.dataTransfer.files, actions);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [actions]);
}

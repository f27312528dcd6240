import { needDesktop } from '../desktop.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'file.import' | 'dialog.open' | 'dialog.save';

export function fileHandlers({ folder, emit, desktop }: HandlerContext): Family<Methods> {
  return {
    'file.import': async ({ name, data }) => {
      const file = await folder.import(name, data);
      emit('files.changed', {});
      return { file };
    },
    'dialog.open': async () => {
      const paths = await needDesktop(desktop).dialogs.open();
      const files = await Promise.all(paths.map((path) => folder.choose(path)));
      if (files.length > 0) emit('files.changed', {});
      return { files };
    },
    'dialog.save': async ({ kind, name }) => {
      const { dialogs } = needDesktop(desktop);
      const proposed = kind === 'program' ? folder.programPath(name) : folder.newPath(kind, name);
      const path = await dialogs.save(kind, await proposed);
      if (path !== undefined) folder.allowSaving(path);
      return { path };
    },
  };
}

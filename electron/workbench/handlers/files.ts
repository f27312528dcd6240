import { needDesktop } from '../desktop.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'import.start' | 'import.data' | 'import.finish' | 'import.cancel' | 'dialog.open' | 'dialog.save';

export function fileHandlers({ folder, imports, emit, desktop }: HandlerContext): Family<Methods> {
  return {
    'import.start': async ({ name, size }) => ({ id: await imports.start(name, size) }),
    'import.data': async ({ id, at, data }) => {
      await imports.take(id, at, data);
      return {};
    },
    'import.finish': async ({ id }) => {
      const file = await imports.finish(id);
      emit('files.changed', {});
      return { file };
    },
    'import.cancel': async ({ id }) => {
      await imports.cancel(id);
      return {};
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

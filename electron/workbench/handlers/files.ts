import type { Family, HandlerContext } from './context.ts';

export function fileHandlers({ folder, emit }: HandlerContext): Family<'file.import'> {
  return {
    'file.import': async ({ name, data }) => {
      const file = await folder.import(name, data);
      emit('files.changed', {});
      return { file };
    },
  };
}

import type { Family, HandlerContext } from './context.ts';

type Methods =
  | 'programs.list'
  | 'programs.read'
  | 'programs.write'
  | 'programs.make-folder'
  | 'programs.move'
  | 'programs.copy'
  | 'programs.remove'
  | 'programs.restore'
  | 'environments.write'
  | 'draft.read'
  | 'draft.keep';

export function collectionHandlers({ library, emit, others }: HandlerContext): Family<Methods> {
  const { collection, drafts } = library;
  /** Tells every window at once; the folder being watched tells the same a moment later. */
  const changed = <Answer>(answer: Answer): Answer => {
    emit('programs.changed', {});
    emit('files.changed', {});
    return answer;
  };
  return {
    'programs.list': () => library.list(),
    'programs.read': ({ path }) => library.read(path),
    'programs.write': async ({ path, text, version }) => changed(await library.write(path, text, version)),
    'programs.make-folder': async ({ path }) => {
      await collection.makeFolder(path);
      return changed({});
    },
    'programs.move': async ({ from, to }) => {
      await collection.move(from, to);
      return changed({});
    },
    'programs.copy': async ({ path }) => changed({ path: await collection.copy(path) }),
    'programs.remove': async ({ path }) => changed({ trashed: await collection.remove(path) }),
    'programs.restore': async ({ path, trashed }) => {
      await collection.restore(path, trashed);
      return changed({});
    },
    'environments.write': async ({ name, vars }) => {
      await library.writeEnvironment(name, vars);
      return changed({});
    },
    'draft.read': async () => ({ draft: await drafts.read() }),
    'draft.keep': async ({ draft, base }) => {
      const other = await drafts.keep(draft, base);
      others('draft.changed', { draft });
      return { other };
    },
  };
}

import type { Dock } from '../../shell/dock.ts';
import type { Actions } from '../../store/workbench-store.ts';
import type { Question } from '../../widgets/name-dialog/name-dialog.tsx';
import { emptyProgram, fileMoved } from '../composer/draft.ts';
import { writtenAnew } from '../composer/text/retell.ts';
import { changeDraft } from '../composer/use-draft.ts';
import { asProgramPath, ENDING, folderOf, inFolder, nameOf, type ProgramNode } from './tree.ts';

/** What can be done with the programs of the tree. Whatever asks for a name is a question first. */
export function programActions(actions: Actions, dock: Dock, node: ProgramNode | undefined) {
  const open = async (path: string) => {
    await actions.openProgram(path);
    dock.show('composer');
  };
  const into = folderOf(node);
  const isOwn = node?.kind === 'folder' || node?.kind === 'program';
  return {
    open: node && (node.kind === 'program' || node.kind === 'sample') ? () => void open(node.id) : undefined,
    newProgram: (): Question => ({
      title: 'New program',
      label: 'Name, with folders if you like: ism/hello',
      initial: inFolder(into, 'untitled'),
      verb: 'Make it',
      answer: async (typed) => {
        const path = asProgramPath(typed);
        const written = await actions.writeProgram(path, writtenAnew({ ...emptyProgram, name: nameOf(path) }));
        if ('code' in written) actions.notify({ ...written, tone: 'error' });
        else await open(written.path);
        return !('code' in written);
      },
    }),
    newFolder: (): Question => ({
      title: 'New folder',
      label: 'Name of the folder',
      initial: inFolder(into, 'folder'),
      verb: 'Make it',
      answer: (typed) => actions.makeProgramFolder(typed),
    }),
    rename: isOwn ? () => renaming(actions, node) : undefined,
    duplicate: isOwn ? () => void actions.copyProgram(node.id) : undefined,
    remove: isOwn ? () => void actions.removeProgram(node.id) : undefined,
  };
}

const renaming = (actions: Actions, { id, kind }: ProgramNode): Question => ({
  title: `Rename ${nameOf(id)}`,
  label: 'Name, with its folders',
  initial: id.replace(ENDING, ''),
  verb: 'Rename',
  answer: async (typed) => {
    const to = kind === 'folder' ? typed : asProgramPath(typed);
    if (to === id) return true;
    const moved = await actions.moveProgram(id, to);
    if (moved) changeDraft((draft) => fileMoved(draft, id, to));
    return moved;
  },
});

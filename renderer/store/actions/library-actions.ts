import type { KeptDraft } from '../../../electron/contract/app/drafts.ts';
import type { Vars } from '../../../electron/contract/programs/variables.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { StoreContext } from '../store-context.ts';
import { savePlace } from './save-place.ts';

/** What a program's name becomes as the name of its file. */
const fileName = (name: string) =>
  `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').replace(/^[.\s]+|[.\s]+$/g, '') || 'untitled'}.zpci.json`;

/** Programs and environments as files, and the draft that is being composed. Paths as in `electron/contract/app/collections.ts`. */
export const libraryActions = (context: StoreContext) => {
  const { get, set, call, notify } = context;
  return {
    /** Asks which programs and environments there are; from then on the list follows the disk. */
    async refreshLibrary() {
      const library = await call('programs.list', {}, 'Looking for programs');
      if (library) set({ library });
    },
    /** Reads a program file as text. */
    readProgram: (path: string) => call('programs.read', { path }, 'Reading the program'),
    /** Reads a program and puts it into the composer. */
    async openProgram(path: string) {
      const file = await call('programs.read', { path }, 'Reading the program');
      if (file) set({ programDraft: { id: (get().programDraft?.id ?? 0) + 1, file } });
    },
    /** Writes a program file; what speaks against it is given back, for whoever asks to decide. */
    async writeProgram(
      path: string,
      text: string,
      version?: string,
    ): Promise<{ path: string; version: string } | ErrorInfo> {
      try {
        return await context.peer!.call('programs.write', { path, text, version });
      } catch (thrown) {
        return errorInfo(thrown);
      }
    },
    /** Where a program of this name goes that has no file yet; undefined when the person thinks better of it. */
    async programPlace(name: string): Promise<string | undefined> {
      const place = await savePlace(context, 'program', name);
      return place && (place.path ?? fileName(name));
    },
    async makeProgramFolder(path: string) {
      return (await call('programs.make-folder', { path }, 'Making the folder')) !== undefined;
    },
    async moveProgram(from: string, to: string) {
      return (await call('programs.move', { from, to }, 'Renaming')) !== undefined;
    },
    async copyProgram(path: string) {
      return (await call('programs.copy', { path }, 'Copying'))?.path;
    },
    /** Moves a program or folder to the trash and offers to bring it back. */
    async removeProgram(path: string) {
      const answer = await call('programs.remove', { path }, 'Removing');
      if (!answer) return;
      const restore = () => void call('programs.restore', { path, trashed: answer.trashed }, 'Bringing it back');
      notify({
        code: 'removed',
        tone: 'info',
        message: `Moved ${path} to the trash.`,
        action: { label: 'Bring it back', run: restore },
      });
    },
    async writeEnvironment(name: string, vars: Vars) {
      return (await call('environments.write', { name, vars }, 'Saving the environment')) !== undefined;
    },
    readDraft: () => call('draft.read', {}, 'Looking for the draft'),
    /** Keeps the draft quietly: only that it cannot be kept is told. */
    async keepDraft(draft: KeptDraft, base: number | undefined) {
      try {
        return await context.peer?.call('draft.keep', { draft, base });
      } catch (thrown) {
        const info = errorInfo(thrown);
        if (info.code !== 'closed')
          notify({ ...info, message: `The draft is not kept: ${info.message}`, tone: 'error' });
        return undefined;
      }
    },
  };
};

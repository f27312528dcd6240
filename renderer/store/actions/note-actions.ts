import type { Note } from '../../../electron/contract/recording-notes.ts';
import { rowsAtCursor } from '../player/player.ts';
import { currentSession, isRecorded } from '../selectors.ts';
import { emptyView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** What a reader writes to the current recording, in a file beside it. */
export const noteActions = ({ get, call, patchView }: StoreContext) => {
  const adopt = (session: string, answer: { notes: Note[] } | undefined) => {
    if (answer) patchView(session, () => ({ notes: answer.notes }));
    return answer !== undefined;
  };
  const recording = () => {
    const session = currentSession(get());
    return isRecorded(session) ? session : undefined;
  };
  return {
    /** Asks for the notes of the current recording. */
    async loadNotes() {
      const session = recording();
      if (session) adopt(session.id, await call('recording.notes', { session: session.id }, 'Reading the notes'));
    },
    /** Writes a note to where the cursor is; false when it was not written. */
    async writeNote(text: string): Promise<boolean> {
      const session = recording();
      if (!session) return false;
      const { player } = get().views[session.id] ?? emptyView();
      const note = { row: rowsAtCursor(player, session) - 1, atNs: player.moment?.atNs ?? session.durationNs, text };
      return adopt(session.id, await call('recording.note', { session: session.id, ...note }, 'Writing the note'));
    },
    /** Gives a note another text. */
    async changeNote({ id, row, atNs }: Note, text: string): Promise<boolean> {
      const session = recording()?.id;
      if (session === undefined) return false;
      return adopt(session, await call('recording.note', { session, id, row, atNs, text }, 'Writing the note'));
    },
    async forgetNote({ id }: Note) {
      const session = recording()?.id;
      if (session !== undefined)
        adopt(session, await call('recording.forget-note', { session, id }, 'Taking the note away'));
    },
  };
};

import { redone, undone } from '../../panels/composer/draft.ts';
import { saveDraft } from '../../panels/composer/files/save-draft.ts';
import { changeDraft, draftStore } from '../../panels/composer/use-draft.ts';
import { composerViews } from '../../store/preferences.ts';
import type { Behaviours } from './command.ts';

export const composerCommands: Behaviours<'composer'> = {
  'composer.undo': {
    unavailable: () => (draftStore.getState().past.length > 0 ? undefined : 'There is nothing to undo.'),
    run: () => changeDraft(undone),
  },
  'composer.redo': {
    unavailable: () => (draftStore.getState().future.length > 0 ? undefined : 'Nothing was undone.'),
    run: () => changeDraft(redone),
  },
  'composer.save': {
    run: ({ state }) => void saveDraft(state.actions),
  },
  'composer.text': {
    run({ state, dock }) {
      const next = (composerViews.indexOf(state.preferences.composer) + 1) % composerViews.length;
      state.actions.showComposer(composerViews[next]!);
      dock.show('composer');
    },
  },
};

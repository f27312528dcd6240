import { canStep } from '../../store/selection.ts';
import { currentView } from '../../store/selectors.ts';
import type { Behaviours } from './command.ts';

export const selectionCommands: Behaviours<'selection'> = {
  'selection.back': {
    unavailable: (state) => (canStep(currentView(state).history, -1) ? undefined : 'Nothing was selected before.'),
    run: ({ state }) => state.actions.back(),
  },
  'selection.forward': {
    unavailable: (state) => (canStep(currentView(state).history, 1) ? undefined : 'This is the newest selection.'),
    run: ({ state }) => state.actions.forward(),
  },
  'selection.clear': {
    run: ({ state }) => state.actions.select({ kind: 'none' }),
  },
};

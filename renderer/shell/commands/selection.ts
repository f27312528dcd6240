import { canStep } from '../../store/selection.ts';
import { currentView } from '../../store/selectors.ts';
import type { Command } from './command.ts';

export const selectionCommands: readonly Command[] = [
  {
    id: 'selection.back',
    group: 'Selection',
    title: 'Back to what was selected before',
    keys: ['Alt+Left'],
    unavailable: (state) => (canStep(currentView(state).history, -1) ? undefined : 'Nothing was selected before.'),
    run: ({ state }) => state.actions.back(),
  },
  {
    id: 'selection.forward',
    group: 'Selection',
    title: 'Forward again',
    keys: ['Alt+Right'],
    unavailable: (state) => (canStep(currentView(state).history, 1) ? undefined : 'This is the newest selection.'),
    run: ({ state }) => state.actions.forward(),
  },
  {
    id: 'selection.clear',
    group: 'Selection',
    title: 'Select nothing',
    keys: ['Esc'],
    run: ({ state }) => state.actions.select({ kind: 'none' }),
  },
];

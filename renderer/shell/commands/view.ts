import { panels } from '../../panels/index.ts';
import { presets, themes } from '../../store/preferences.ts';
import type { Behaviour, Behaviours } from './command.ts';

/** One behaviour a name: `view.targets`, `view.layout-play`. */
const each = <Name extends string, Id extends string>(
  names: readonly Name[],
  id: (name: Name) => Id,
  behaviour: (name: Name) => Behaviour,
) => Object.fromEntries(names.map((name) => [id(name), behaviour(name)])) as Record<Id, Behaviour>;

export const viewCommands: Behaviours<'view'> = {
  ...each(
    presets,
    (preset) => `view.layout-${preset}` as const,
    (preset) => ({
      checked: ({ state }) => state.preferences.preset === preset,
      run: ({ dock }) => dock.choose(preset),
    }),
  ),
  'view.reset-layout': {
    run: ({ dock }) => dock.reset(),
  },
  'view.present': {
    checked: ({ state }) => state.presenting === true,
    run: ({ state, dock }) => dock.present(!state.presenting),
  },
  'view.maximize': {
    run: ({ dock }) => dock.toggleMaximized(),
  },
  'view.toggle-targets': {
    checked: ({ dock }) => dock.isShown('targets'),
    run: ({ dock }) => dock.toggle('targets'),
  },
  ...each(
    themes,
    (theme) => `view.theme-${theme}` as const,
    (theme) => ({
      checked: ({ state }) => state.preferences.theme === theme,
      run: ({ state }) => state.actions.chooseTheme(theme),
    }),
  ),
  ...each(
    panels.map(({ id }) => id),
    (id) => `view.${id}` as const,
    (id) => ({ checked: ({ dock }) => dock.isShown(id), run: ({ dock }) => dock.show(id) }),
  ),
};

export const helpCommands: Behaviours<'help'> = {
  'help.palette': {
    run: ({ state }) => state.actions.openOverlay('palette'),
  },
  'help.keys': {
    run: ({ state }) => state.actions.openOverlay('keys'),
  },
};

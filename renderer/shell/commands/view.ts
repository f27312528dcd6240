import { panels } from '../../panels/index.ts';
import { presets } from '../../store/preferences.ts';
import type { Dock } from '../dock.ts';
import type { Behaviour, Behaviours, CommandContext } from './command.ts';

/** One behaviour a name: `view.targets`, `view.layout-play`. */
const each = <Name extends string, Id extends string>(
  names: readonly Name[],
  id: (name: Name) => Id,
  run: (dock: Dock, name: Name) => void,
) =>
  Object.fromEntries(names.map((name) => [id(name), { run: ({ dock }: CommandContext) => run(dock, name) }])) as Record<
    Id,
    Behaviour
  >;

export const viewCommands: Behaviours<'view'> = {
  ...each(
    presets,
    (preset) => `view.layout-${preset}` as const,
    (dock, preset) => dock.choose(preset),
  ),
  'view.reset-layout': {
    run: ({ dock }) => dock.reset(),
  },
  'view.present': {
    run: ({ state, dock }) => dock.present(!state.presenting),
  },
  'view.maximize': {
    run: ({ dock }) => dock.toggleMaximized(),
  },
  'view.toggle-targets': {
    run: ({ dock }) => dock.toggle('targets'),
  },
  'view.theme': {
    run: ({ state }) => state.actions.nextTheme(),
  },
  ...each(
    panels.map(({ id }) => id),
    (id) => `view.${id}` as const,
    (dock, id) => dock.show(id),
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

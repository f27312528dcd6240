import { panels } from '../../panels/index.ts';
import { presets } from '../../store/preferences.ts';
import { presetAreas } from '../presets.ts';
import type { Command } from './command.ts';

const showPanels: readonly Command[] = panels.map(({ id, title }, i) => ({
  id: `view.${id}`,
  group: 'View',
  title: `Show ${title}`,
  keys: [`Ctrl+${i + 1}`],
  run: ({ dock }) => dock.show(id),
}));

const layouts: readonly Command[] = presets.map((preset, i) => ({
  id: `view.layout-${preset}`,
  group: 'View',
  title: `Layout: ${presetAreas[preset].title}`,
  keys: [`Alt+${i + 1}`],
  run: ({ dock }) => dock.choose(preset),
}));

export const viewCommands: readonly Command[] = [
  ...layouts,
  {
    id: 'view.reset-layout',
    group: 'View',
    title: 'Put this layout back as it was',
    run: ({ dock }) => dock.reset(),
  },
  {
    id: 'view.present',
    group: 'View',
    title: 'Present: the panel in use alone, in large type',
    keys: ['Alt+4'],
    run: ({ state, dock }) => dock.present(!state.presenting),
  },
  {
    id: 'view.maximize',
    group: 'View',
    title: 'One panel alone, or all again',
    keys: ['Ctrl+Shift+F'],
    run: ({ dock }) => dock.toggleMaximized(),
  },
  {
    id: 'view.toggle-targets',
    group: 'View',
    title: 'Show or hide the target list',
    keys: ['Ctrl+B'],
    run: ({ dock }) => dock.toggle('targets'),
  },
  {
    id: 'view.theme',
    group: 'View',
    title: 'Dark or light',
    run: ({ state }) => state.actions.toggleTheme(),
  },
  ...showPanels,
];

export const helpCommands: readonly Command[] = [
  {
    id: 'help.palette',
    group: 'Help',
    title: 'All commands',
    keys: ['Ctrl+Shift+P'],
    run: ({ state }) => state.actions.openOverlay('palette'),
  },
  {
    id: 'help.keys',
    group: 'Help',
    title: 'All keys',
    keys: ['?'],
    run: ({ state }) => state.actions.openOverlay('keys'),
  },
];

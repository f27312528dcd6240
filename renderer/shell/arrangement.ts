import { Orientation, type SerializedDockview } from 'dockview-react';
import { type PanelId, panels } from '../panels/index.ts';
import type { Preset } from '../store/preferences.ts';
import { AREA, type Area, presetAreas } from './presets.ts';

type GridNode = SerializedDockview['grid']['root'];

const titles = new Map(panels.map(({ id, title }) => [id, title]));

/** The one component the docking library knows: it shows the panel its id names. */
export const HOST = 'panel';

/** A panel as the docking library is told of it. */
export const panelOf = (id: PanelId) => ({ id, component: HOST, title: titles.get(id) ?? id });

function gridNode(area: Area): GridNode {
  if ('parts' in area) return { type: 'branch', size: area.size, data: area.parts.map(gridNode) };
  const [front] = area.tabs;
  return { type: 'leaf', size: area.size, data: { id: `group-${front}`, views: [...area.tabs], activeView: front } };
}

const idsIn = (area: Area): readonly PanelId[] => ('parts' in area ? area.parts.flatMap(idsIn) : area.tabs);

/** The arrangement a preset starts with, in the docking library's own terms. */
export function arrangementOf(preset: Preset): SerializedDockview {
  const { root } = presetAreas[preset];
  const described = idsIn(root).map((id) => [id, { id, contentComponent: HOST, title: titles.get(id) }] as const);
  return {
    grid: { root: gridNode(root), ...AREA, orientation: Orientation.VERTICAL },
    panels: Object.fromEntries(described),
  };
}

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** The list of panels. A new panel is one folder and one line here; where it stands is up to the presets (`shell/presets.ts`). */

export interface PanelRow {
  /** Also the panel's `data-testid`. */
  readonly id: PanelId;
  readonly title: string;
  /** Default export of the panel's `panel.tsx`: loaded when it is first shown. */
  readonly component: LazyExoticComponent<ComponentType>;
}

export const panelIds = ['targets', 'capabilities', 'bytes', 'iova-map', 'composer', 'requests', 'throughput'] as const;
export type PanelId = (typeof panelIds)[number];

const row = (id: PanelId, title: string, load: () => Promise<{ default: ComponentType }>): PanelRow => ({
  id,
  title,
  component: lazy(load),
});

export const panels: readonly PanelRow[] = [
  row('targets', 'Targets', () => import('./targets/panel.tsx')),
  row('capabilities', 'Capabilities', () => import('./capabilities/panel.tsx')),
  row('bytes', 'Bytes', () => import('./bytes/panel.tsx')),
  row('iova-map', 'IOVA map', () => import('./iova-map/panel.tsx')),
  row('composer', 'Composer', () => import('./composer/panel.tsx')),
  row('requests', 'Requests', () => import('./requests/panel.tsx')),
  row('throughput', 'Throughput', () => import('./throughput/panel.tsx')),
];

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface PanelRow<Id extends string = string> {
  /** Also the panel's `data-testid`. */
  readonly id: Id;
  readonly title: string;
  /** Default export of the panel's `panel.tsx`: loaded when it is first shown. */
  readonly component: LazyExoticComponent<ComponentType>;
}

const row = <const Id extends string>(id: Id, title: string, load: () => Promise<{ default: ComponentType }>) =>
  ({ id, title, component: lazy(load) }) satisfies PanelRow<Id>;

/** The list of panels. A new panel is one folder and one line here; where it stands is up to the presets (`shell/presets.ts`). */
const list = [
  row('targets', 'Targets', () => import('./targets/panel.tsx')),
  row('capabilities', 'Capabilities', () => import('./capabilities/panel.tsx')),
  row('bytes', 'Bytes', () => import('./bytes/panel.tsx')),
  row('iova-map', 'IOVA map', () => import('./iova-map/panel.tsx')),
  row('composer', 'Composer', () => import('./composer/panel.tsx')),
  row('requests', 'Requests', () => import('./requests/panel.tsx')),
  row('throughput', 'Throughput', () => import('./throughput/panel.tsx')),
] as const;

export type PanelId = (typeof list)[number]['id'];
export const panels: readonly PanelRow<PanelId>[] = list;

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export interface PanelRow<Id extends string = string> {
  /** Also the panel's `data-testid`. */
  readonly id: Id;
  readonly title: string;
  /** Default export of the panel's `panel.tsx`: loaded when it is first shown. */
  readonly component: LazyExoticComponent<ComponentType>;
}

type Load = () => Promise<{ default: ComponentType }>;

const row = <Id extends string>(id: Id, title: string, load: Load): PanelRow<Id> => ({
  id,
  title,
  component: lazy(load),
});

export const panels = [
  row('targets', 'Targets', () => import('./targets/panel.tsx')),
  row('capabilities', 'Capabilities', () => import('./capabilities/panel.tsx')),
  row('bytes', 'Bytes', () => import('./bytes/panel.tsx')),
  row('iova-map', 'IOVA map', () => import('./iova-map/panel.tsx')),
  row('composer', 'Composer', () => import('./composer/panel.tsx')),
  row('runner', 'Runner', () => import('./runner/panel.tsx')),
  row('requests', 'Requests', () => import('./requests/panel.tsx')),
  row('throughput', 'Throughput', () => import('./throughput/panel.tsx')),
  row('two-paths', 'Two paths', () => import('./two-paths/panel.tsx')),
  row('measurement', 'Independent count', () => import('./measurement/panel.tsx')),
  row('compare', 'Compare', () => import('./compare/panel.tsx')),
  row('send-again', 'Send again', () => import('./send-again/panel.tsx')),
  row('programs', 'Programs', () => import('./programs/panel.tsx')),
  row('doctor', 'Doctor', () => import('./doctor/panel.tsx')),
] as const;
export type PanelId = (typeof panels)[number]['id'];

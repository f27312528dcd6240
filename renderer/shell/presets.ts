import type { PanelId } from '../panels/index.ts';
import type { Preset } from '../store/preferences.ts';

/** Where the panels stand in each layout, as data. Sizes are in pixels of a 1440 x 800 area and scale with the window. */

export type Area = Split | Tabs;
export interface Split {
  readonly size: number;
  readonly parts: readonly Area[];
}
export interface Tabs {
  readonly size: number;
  /** The first one is in front. */
  readonly tabs: readonly PanelId[];
}

const tabs = (size: number, ...names: PanelId[]): Tabs => ({ size, tabs: names });
/** Parts side by side or one above the other: the direction alternates with every level, the outermost stacks. */
const split = (size: number, ...parts: Area[]): Split => ({ size, parts });

export const AREA = { width: 1440, height: 800 };

export const presetAreas: Readonly<Record<Preset, { readonly title: string; readonly root: Split }>> = {
  inspect: {
    title: 'Inspect',
    root: split(
      1440,
      split(
        555,
        tabs(230, 'targets', 'programs'),
        tabs(520, 'capabilities', 'composer', 'runner', 'doctor'),
        split(690, tabs(310, 'bytes'), tabs(245, 'iova-map')),
      ),
      tabs(245, 'requests', 'throughput', 'two-paths', 'measurement', 'compare', 'send-again'),
    ),
  },
  compose: {
    title: 'Compose',
    root: split(
      1440,
      split(
        800,
        tabs(860, 'composer', 'capabilities'),
        split(
          580,
          tabs(400, 'requests', 'programs', 'targets'),
          tabs(400, 'iova-map', 'throughput', 'runner', 'bytes'),
        ),
      ),
    ),
  },
  play: {
    title: 'Play',
    root: split(
      1440,
      split(470, tabs(220, 'targets', 'programs'), tabs(1220, 'requests', 'compare', 'send-again')),
      split(330, tabs(560, 'throughput'), tabs(440, 'capabilities', 'composer'), tabs(440, 'bytes', 'iova-map')),
    ),
  },
};

import { type LaneId, type LanePart, laneIds, type TwoPathsOrder } from '../../electron/contract/two-paths/messages.ts';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';

/** What the window keeps of "two paths, one payload" for one session: the order as chosen, and the run. */

/** How fast the picture goes through a run that was sent. */
export const paces = ['real', 'slow', 'slower'] as const;
export type Pace = (typeof paces)[number];

export interface TwoPathsForm {
  readonly length: number;
  readonly payload: TwoPathsOrder['payload'];
  /** Undefined = the one that fits the target. */
  readonly peer?: string;
  readonly space: string;
  readonly offset: string;
  readonly pace: Pace;
}

/** A lane with everything that was told of it so far. */
export type LaneResult = Omit<LanePart, 'lane'>;

export interface TwoPathsRun {
  readonly run: number;
  readonly order: TwoPathsOrder;
  readonly lanes: Readonly<Record<LaneId, LaneResult | undefined>>;
  readonly finished: boolean;
  readonly error?: ErrorInfo;
}

export interface TwoPathsView {
  readonly form: TwoPathsForm;
  readonly run?: TwoPathsRun;
}

export const firstTwoPaths: TwoPathsView = {
  form: { length: 4096, payload: 'counter', space: '0', offset: '0x0', pace: 'slow' },
};

export const startedRun = (run: number, order: TwoPathsOrder): TwoPathsRun => ({
  run,
  order,
  lanes: Object.fromEntries(laneIds.map((id) => [id, undefined])) as TwoPathsRun['lanes'],
  finished: false,
});

/** The run with what was told of it; what is told of another run changes nothing. */
export function toldRun(
  known: TwoPathsRun | undefined,
  told: { run: number; part?: LanePart; finished: boolean; error?: ErrorInfo },
): TwoPathsRun | undefined {
  if (known?.run !== told.run) return known;
  const { part, finished, error } = told;
  return { ...known, ...(part && { lanes: { ...known.lanes, [part.lane]: joined(known, part) } }), finished, error };
}

function joined({ lanes }: TwoPathsRun, { lane, ...part }: LanePart): LaneResult {
  const before = lanes[lane];
  return { ...before, ...part, operations: [...(before?.operations ?? []), ...part.operations] };
}

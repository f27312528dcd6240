import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Moment, Timeline } from '../../../electron/contract/recording-cursor.ts';
import type { LiveState, Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';

/** The player of one recording: where its cursor stands, how it moves, and what the recording was like there. */

/** Times as fast as recorded; `max`: the whole recording in some seconds. */
export const speeds = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 'max'] as const;
export type Speed = (typeof speeds)[number];

/** A stretch of the recording, ns since the session began. */
export interface Span {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** What the recording was like at the cursor, with nothing left out. */
export interface ShownMoment extends Omit<Moment, 'state' | 'snapshot'> {
  readonly state: LiveState;
  /** With configuration space as of the cursor. */
  readonly snapshot: Snapshot;
  /** Bytes of configuration space that changed when it changed last, and between which two places of the cursor that was. */
  readonly changed?: { readonly at: ReadonlySet<number>; readonly span: Span };
}

export interface Player {
  /** ns since the session began; undefined = at the end. */
  readonly cursor?: bigint;
  /** Undefined as long as the cursor is at the end. */
  readonly moment?: ShownMoment;
  readonly timeline?: Timeline;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly skipsIdle: boolean;
  /** Chosen on the slider. */
  readonly span?: Span;
  /** Playing goes round: in the chosen span, or in the whole recording. */
  readonly loops: boolean;
}

export const stillPlayer: Player = { playing: false, speed: 1, skipsIdle: true, loops: false };

/** Where the rows that have happened end: the row at the cursor is the one before. */
export const rowsAtCursor = ({ moment }: Player, { requests }: Pick<Session, 'requests'>): number =>
  moment?.rows ?? requests;

/** Bytes that both knew and that differ, and bytes that are known now and were not. */
function changedBytes(before: Moment['config'], now: Moment['config']): ReadonlySet<number> {
  const changed = new Set<number>();
  for (const { offset, length } of now.known)
    for (let at = offset; at < offset + length; at++)
      if (!isKnown(before, at) || before.bytes[at] !== now.bytes[at]) changed.add(at);
  return changed;
}

export const isKnown = ({ known }: Moment['config'], at: number): boolean =>
  known.some(({ offset, length }) => at >= offset && at < offset + length);

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined) =>
  a?.length === b?.length && (a ?? []).every((byte, at) => byte === b?.[at]);

/** The snapshot with configuration space as of the cursor; the same object as before when nothing in it is different. */
function withConfig(snapshot: Snapshot, { bytes, known }: Moment['config'], before: ShownMoment | undefined): Snapshot {
  const config = known.length > 0 ? bytes : snapshot.config;
  if (before && before.snapshot.takenAt === snapshot.takenAt && sameBytes(before.snapshot.config, config))
    return before.snapshot;
  return config === snapshot.config ? snapshot : { ...snapshot, config };
}

/** The moment with what was left out of it because the window has it already, and with what changed since `before`. */
export function shownMoment(
  moment: Moment,
  before: ShownMoment | undefined,
  { state, snapshot }: Pick<Session, 'state' | 'snapshot'>,
): ShownMoment {
  const changedNow = before ? changedBytes(before.config, moment.config) : new Set<number>();
  const span = { fromNs: before?.atNs ?? 0n, toNs: moment.atNs };
  return {
    ...moment,
    state: moment.state ?? before?.state ?? state,
    snapshot: withConfig(moment.snapshot ?? before?.snapshot ?? snapshot, moment.config, before),
    changed: changedNow.size > 0 ? { at: changedNow, span } : before?.changed,
  };
}

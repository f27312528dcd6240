import type { Player, Span } from './player.ts';

/** How the cursor moves by itself while a recording is played. */

/** Where the cursor is after a while; undefined cursor = the end. */
export interface Advanced {
  readonly cursor?: bigint;
  readonly playing: boolean;
}

/** The part that is played: the chosen span, else the whole recording. */
const played = ({ span, timeline }: Player): Span =>
  span ?? { fromNs: timeline?.beginNs ?? 0n, toNs: timeline?.durationNs ?? 0n };

/** Where playing begins: at the cursor, or at the beginning of what is played when the cursor is not inside. */
export function playFrom(player: Player): bigint {
  const { fromNs, toNs } = played(player);
  const { cursor } = player;
  return cursor === undefined || cursor < fromNs || cursor >= toNs ? fromNs : cursor;
}

/** Behind the idle stretch the cursor is in, when idle time is skipped. */
function pastIdle(atNs: bigint, { skipsIdle, timeline }: Player): bigint {
  const gap = skipsIdle && timeline?.idle.find(({ fromNs, toNs }) => atNs > fromNs && atNs < toNs);
  return gap ? gap.toNs : atNs;
}

/** At full speed a bin of the time slider takes this long: the whole recording some seconds, whatever its length. */
const BIN_MS = 16;

/** How far the cursor moves in `elapsedMs` of the window's time. */
function distance({ speed, timeline }: Player, elapsedMs: number): bigint {
  if (speed === 'max') return (timeline?.binNs ?? 1n) * BigInt(Math.max(1, Math.round(elapsedMs / BIN_MS)));
  return BigInt(Math.round(elapsedMs * 1_000_000 * speed));
}

/** The player `elapsedMs` later. At the end of what is played it goes round or stops: behind the last row, or at the end of the span. */
export function advance(player: Player, elapsedMs: number): Advanced {
  const { fromNs, toNs } = played(player);
  const next = pastIdle(playFrom(player) + distance(player, elapsedMs), player);
  if (next < toNs) return { cursor: next, playing: true };
  if (player.loops && toNs > fromNs) return { cursor: fromNs, playing: true };
  return { cursor: player.span ? toNs : undefined, playing: false };
}

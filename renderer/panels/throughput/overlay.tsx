import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { type Cursors, endOf, startOf } from '../../store/throughput.ts';
import { countOf } from '../../text/quantities.ts';
import { MARGIN, type Scale } from './scale.ts';
import type { Series } from './series.ts';
import styles from './throughput.module.css';
import { timeText } from './time-axis.ts';

const secondsOf = (ns: bigint) => Number(ns) / 1e9;

export interface Brush {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

export interface OverlayProps {
  readonly scale: Scale;
  readonly cursors: Cursors;
  /** Where the player of a recording stands. */
  readonly playedNs?: bigint;
  readonly brush?: Brush;
  readonly hovered?: ThroughputSlice;
}

/** Cursors, the player's place, the stretch that is being drawn and what the pointer is at, in times of the session. */
export function Overlay({ scale, cursors, playedNs, brush, hovered }: OverlayProps) {
  return (
    <>
      {brush && <div className={styles.brush} style={between(scale, brush.fromNs, brush.toNs)} />}
      {hovered && <div className={styles.hovered} style={between(scale, startOf(hovered), endOf(hovered))} />}
      {playedNs !== undefined && <Upright scale={scale} atNs={playedNs} kind="played" />}
      {cursors.a !== undefined && <Upright scale={scale} atNs={cursors.a} kind="a" name="A" />}
      {cursors.b !== undefined && <Upright scale={scale} atNs={cursors.b} kind="b" name="B" />}
    </>
  );
}

function between({ x }: Scale, fromNs: bigint, toNs: bigint) {
  const [one, other] = [x(secondsOf(fromNs)), x(secondsOf(toNs))];
  const left = Math.max(Math.min(one, other), MARGIN.left);
  return { left, width: Math.max(Math.max(one, other) - left, 1), top: MARGIN.top, bottom: MARGIN.bottom };
}

interface UprightProps {
  readonly scale: Scale;
  readonly atNs: bigint;
  readonly kind: 'a' | 'b' | 'played';
  readonly name?: string;
}

function Upright({ scale, atNs, kind, name }: UprightProps) {
  const left = scale.x(secondsOf(atNs));
  if (left < MARGIN.left - 1) return null;
  return (
    <div className={styles.upright} data-kind={kind} style={{ left, bottom: MARGIN.bottom }}>
      {name && <b>{name}</b>}
    </div>
  );
}

export interface TipProps {
  readonly scale: Scale;
  readonly slice: ThroughputSlice;
  readonly series: readonly Series[];
  readonly text: (value: number) => string;
  readonly drops: boolean;
}

/** The numbers of the slice under the pointer, beside it. */
export function Tip({ scale, slice, series, text, drops }: TipProps) {
  const at = scale.x(secondsOf(slice.atNs));
  const turned = at > (MARGIN.left + scale.size.width) / 2;
  return (
    <div className={styles.tip} data-turned={turned} style={{ left: at + (turned ? -14 : 14) }}>
      <b>{timeText(secondsOf(slice.atNs))}</b> for {timeText(secondsOf(slice.spanNs))}
      {series.map((one) => (
        <span key={one.key}>
          <i style={{ background: `var(${one.color})` }} />
          {one.whole ?? one.name} {text(one.value(slice))}
        </span>
      ))}
      {drops && slice.dropped > 0 && <em>▼ {countOf(slice.dropped, 'operation')} not recorded</em>}
    </div>
  );
}

import { useId, useMemo } from 'react';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { boxHeight, storesPath, type Timeline } from './timeline.ts';
import styles from './two-paths.module.css';

const WIDTH = 1000;
const HEIGHT = 40;

/** A whole block is seen although it takes hardly any of the axis. */
const leastWidth = (piece: number) => (piece >= 64 ? 10 : 1);

interface WireProps {
  readonly timeline: Timeline;
  /** Time the whole axis stands for, ns: that of the slowest lane. */
  readonly span: number;
  readonly atNs: number;
  /** Bytes of a store. */
  readonly piece: number;
  readonly done: number;
}

/** The stores of a lane as they leave, along the time they take: full up to the cursor, in outline behind it. */
export function Wire({ timeline, span, atNs, piece, done }: WireProps) {
  const id = useId();
  const path = useMemo(
    () =>
      storesPath(timeline, span, {
        width: WIDTH,
        height: HEIGHT,
        boxHeight: boxHeight(piece, HEIGHT),
        least: leastWidth(piece),
      }),
    [timeline, span, piece],
  );
  const x = (atNs / span) * WIDTH;
  const end = (timeline.total / span) * WIDTH;
  return (
    <svg
      className={styles.wire}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${done} of ${timeline.ends.length} stores have left`}
    >
      <clipPath id={id}>
        <rect x={0} y={0} width={done === timeline.ends.length ? WIDTH : Math.max(x, 0)} height={HEIGHT + 2} />
      </clipPath>
      <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className={styles.rail} />
      <line x1={0} x2={Math.min(x, end)} y1={HEIGHT} y2={HEIGHT} className={styles.railUsed} />
      <path d={path} className={styles.ahead} />
      <path d={path} className={styles.sent} clipPath={`url(#${id})`} />
      <line x1={x} x2={x} y1={0} y2={HEIGHT} className={styles.now} />
    </svg>
  );
}

/** Stores named beside the one at the cursor. */
const BEFORE = 2;
const AFTER = 3;

/** The order on the wire around the cursor: which bytes left, which leave next. */
export function Order({
  stores,
  piece,
  done,
}: {
  readonly stores: number;
  readonly piece: number;
  readonly done: number;
}) {
  const last = Math.min(Math.max(done - 1, BEFORE), Math.max(stores - 1 - AFTER, 0));
  const first = Math.max(last - BEFORE, 0);
  const shown = Array.from({ length: Math.min(BEFORE + 1 + AFTER, stores - first) }, (_, i) => first + i);
  return (
    <ol className={styles.chips} aria-label="Order on the wire">
      {shown.map((index) => (
        <li key={index} data-state={index < done - 1 ? 'sent' : index === done - 1 ? 'last' : 'ahead'}>
          #{index + 1} <b>+{groupedHex(BigInt(index * piece))}</b>
        </li>
      ))}
      {first + shown.length < stores && <li data-state="ahead">…</li>}
    </ol>
  );
}

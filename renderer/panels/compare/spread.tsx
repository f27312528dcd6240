import type { Latency } from '../../../electron/contract/compare/messages.ts';
import styles from './compare.module.css';

const WIDTH = 200;
const HEIGHT = 36;
const BAR = 8;

/** Both latencies on one logarithmic scale: a bar from p50 to p99 with a gap at p90, a line to max. The numbers beside it say the same. */
export function Spread({ left, right }: { readonly left: Latency; readonly right: Latency }) {
  const known = [left, right].filter(({ count }) => count > 0);
  const from = Math.log(Math.max(1, Math.min(...known.map(({ p50 }) => p50))));
  const span = Math.max(Math.log(Math.max(2, ...known.map(({ max }) => max))) - from, 0.1);
  const x = (ns: number) => ((Math.log(Math.max(1, ns)) - from) / span) * (WIDTH - 4) + 2;
  return (
    <svg className={styles.spread} width={WIDTH} height={HEIGHT} role="img" aria-label="The figures, drawn">
      {[left, right].map((latency, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side is its place
        <Side key={side} latency={latency} x={x} middle={HEIGHT * (side === 0 ? 0.28 : 0.78)} />
      ))}
    </svg>
  );
}

interface SideProps {
  readonly latency: Latency;
  readonly x: (ns: number) => number;
  readonly middle: number;
}

function Side({ latency: { count, p50, p90, p99, max }, x, middle }: SideProps) {
  if (count === 0) return null;
  const bar = (from: number, to: number) => ({
    x: x(from),
    y: middle - BAR / 2,
    width: Math.max(x(to) - x(from), 2),
    height: BAR,
  });
  return (
    <g>
      <line x1={x(p50)} x2={x(max)} y1={middle} y2={middle} />
      <line x1={x(max)} x2={x(max)} y1={middle - BAR / 2} y2={middle + BAR / 2} />
      <rect {...bar(p50, p90)} />
      <rect {...bar(p90, p99)} data-tail="" />
    </g>
  );
}

import type { CountSample } from '../../../electron/contract/measurement/messages.ts';
import { countText } from '../../text/quantities.ts';
import { stepPath } from './lines.ts';
import styles from './measurement.module.css';

const WIDTH = 1000;
const HEIGHT = 120;
const COUNTER = 'store_block_operations';

/** Store blocks over time: ours, and what the function had counted at its last update. Where they part for good there is an alarm. */
export function CountChart({ samples }: { readonly samples: readonly CountSample[] }) {
  const most = Math.max(
    1,
    ...samples.map(({ ours, counters }) => Math.max(ours[COUNTER]?.sure ?? 0, Number(counters[COUNTER] ?? 0n))),
  );
  const points = (value: (sample: CountSample) => number) =>
    samples.map((sample) => ({ t: Number(sample.atNs) / 1e6, value: value(sample) / most }));
  const ours = points((sample) => sample.ours[COUNTER]?.sure ?? 0);
  const theirs = points(({ counters }) => Number(counters[COUNTER] ?? 0n));
  return (
    <figure className={styles.chart}>
      <figcaption>
        Store blocks <span data-line="ours">ours</span> <span data-line="theirs">the function's</span>
        <small>up to {countText(most)}</small>
      </figcaption>
      <svg
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label="Store blocks over time, ours and the function's"
      >
        <path d={stepPath(ours, WIDTH, HEIGHT)} data-line="ours" />
        <path d={stepPath(theirs, WIDTH, HEIGHT)} data-line="theirs" />
      </svg>
    </figure>
  );
}

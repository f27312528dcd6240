import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { currentView } from '../../store/selectors.ts';
import { startOf } from '../../store/throughput.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { byteRateIn, countText, durationText, rateText } from '../../text/quantities.ts';
import { perSecond } from './series.ts';
import styles from './throughput.module.css';

const HEADS = ['from', 'for', 'requests', 'payload', 'errors', 'not recorded', 'p50', 'p90', 'p99', 'max', 'by way'];

/** What the charts show, in numbers: a line a slice. Choosing a line puts cursor A there. */
export function SliceTable({ slices }: { readonly slices: readonly ThroughputSlice[] }) {
  const cursors = useStore((state) => currentView(state).throughput.cursors);
  const decimal = useStore((state) => currentView(state).throughput.decimal);
  const { placeCursors } = useActions();
  const bytes = byteRateIn(decimal);
  return (
    <div className={styles.tableScroll}>
      <table className={styles.figures} aria-label="Throughput slices" data-testid="throughput-table">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <tr key={String(slice.atNs)} aria-current={slice.atNs === cursors.a || undefined}>
              <th scope="row">
                <button type="button" title="Put cursor A here" onClick={() => placeCursors({ a: slice.atNs })}>
                  {(Number(startOf(slice)) / 1e9).toFixed(3)} s
                </button>
              </th>
              <td>{durationText(slice.spanNs)}</td>
              <td>{rateText(perSecond(slice.ops, slice))}</td>
              <td>{bytes(perSecond(slice.bytes, slice))}</td>
              <td>{countText(slice.errors)}</td>
              <td>{countText(slice.dropped)}</td>
              <td>{durationText(slice.p50)}</td>
              <td>{durationText(slice.p90)}</td>
              <td>{durationText(slice.p99)}</td>
              <td>{durationText(slice.max)}</td>
              <td>{slice.parts.map(({ op, path, ops }) => `${op} ${path ?? ''} ${countText(ops)}`).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { ListFilter, X, ZoomIn } from 'lucide-react';
import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { currentView } from '../../store/selectors.ts';
import { sliceAt } from '../../store/throughput.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { byteRateIn, bytesIn, countOf, countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { deltasOf, operationsText, sumBetween } from './deltas.ts';
import styles from './throughput.module.css';

export interface CursorTableProps {
  readonly slices: readonly ThroughputSlice[];
  readonly onRequests: () => void;
}

/** The slices under the cursors, what changed from A to B, and what was done between them. */
export function CursorTable({ slices, onRequests }: CursorTableProps) {
  const cursors = useStore((state) => currentView(state).throughput.cursors);
  const decimal = useStore((state) => currentView(state).throughput.decimal);
  const { placeCursors, showStretch } = useActions();
  const a = cursors.a === undefined ? undefined : sliceAt(slices, cursors.a);
  const b = cursors.b === undefined ? undefined : sliceAt(slices, cursors.b);
  const [first, second] = a ? [a, b] : [b, undefined];
  if (!first) return null;
  const sum = second && sumBetween(slices, first, second);
  return (
    <section className={styles.cursors} aria-label="Cursors" data-testid="throughput-cursors">
      <table className={styles.figures}>
        <thead>
          <tr>
            <td />
            <th scope="col">{a ? 'A' : 'B'}</th>
            {second && <th scope="col">B</th>}
            {second && <th scope="col">B − A</th>}
          </tr>
        </thead>
        <tbody>
          {deltasOf(first, second, byteRateIn(decimal)).map(({ name, a: at, b: other, difference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{at}</td>
              {other !== undefined && <td>{other}</td>}
              {difference !== undefined && <td>{difference}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.between}>
        <p>{operationsText(first)}</p>
        {sum && (
          <p>
            A to B: {countOf(sum.ops, 'request')}, {bytesIn(decimal)(sum.bytes)}, {countOf(sum.errors, 'error')}
            {sum.dropped > 0 && <b className={styles.dropped}> ▼ {countText(sum.dropped)} not recorded</b>}
          </p>
        )}
        <p>
          <Action
            look="plain"
            hint="Enter"
            title="Show the requests of this time in the request list"
            onClick={onRequests}
          >
            <ListFilter aria-hidden /> Requests
          </Action>
          {sum && (
            <Action look="plain" title="Show only what lies between the cursors" onClick={() => showStretch(sum.span)}>
              <ZoomIn aria-hidden /> A to B
            </Action>
          )}
          <Action
            look="plain"
            hint="Esc"
            title="Put the cursors away"
            onClick={() => placeCursors({ a: undefined, b: undefined })}
          >
            <X aria-hidden /> Clear
          </Action>
        </p>
        {!second && <p className={styles.hint}>Shift+click, or Shift+Right, puts cursor B for the difference.</p>}
      </div>
    </section>
  );
}

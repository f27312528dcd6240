import type { CompareSummary } from '../../../electron/contract/compare/messages.ts';
import { countText } from '../../text/quantities.ts';
import { DifferenceTable } from '../../widgets/difference-table/difference-table.tsx';
import { Common } from './common.tsx';
import styles from './compare.module.css';
import { Latencies } from './latencies.tsx';
import { SideNotes } from './side-notes.tsx';

/** What came of the comparison in one line, and behind it what differs in the functions, how long requests took, what was not looked at. */
export function Summary({ summary }: { readonly summary: CompareSummary }) {
  const { left, right, total, same, different, missing, added, by, functions, latencies, ignored } = summary;
  const identical = same === total;
  return (
    <section className={styles.summary} aria-label="Summary" data-testid="compare-summary">
      <p className={styles.verdict}>
        {identical && <b>No difference.</b>}
        <span>{countText(same)} same</span>
        <span data-verdict={different > 0 ? 'different' : undefined}>≠ {countText(different)} different</span>
        <span data-verdict={missing > 0 ? 'missing' : undefined}>− {countText(missing)} only left</span>
        <span data-verdict={added > 0 ? 'added' : undefined}>+ {countText(added)} only right</span>
        {Object.entries(by).map(([what, count]) => (
          <span key={what} className={styles.by}>
            {what} {countText(count)}
          </span>
        ))}
      </p>
      <SideNotes left={left} right={right} />
      <div className={styles.folds}>
        {summary.common.length > 0 && (
          <Fold title="What differs how often">
            <Common common={summary.common} commonLeftOut={summary.commonLeftOut} />
          </Fold>
        )}
        {functions.length > 0 && (
          <Fold title={`Functions differ in ${functions.length}`}>
            <DifferenceTable label="What the functions say" differences={functions} />
          </Fold>
        )}
        {latencies.length > 0 && (
          <Fold title="Latencies">
            <Latencies latencies={latencies} />
          </Fold>
        )}
        {ignored.length > 0 && (
          <Fold title="Not looked at">
            <ul>
              {ignored.map(({ id, why }) => (
                <li key={id}>
                  <b>{id}</b> {why}
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </div>
    </section>
  );
}

function Fold({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <details>
      <summary>{title}</summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}

import type { CompareSummary, Latency } from '../../../electron/contract/compare/messages.ts';
import { countText, durationText } from '../../text/quantities.ts';
import { DifferenceTable } from '../../widgets/difference-table/difference-table.tsx';
import styles from './compare.module.css';

/** What came of the comparison in one line, and behind it what differs in the functions, how long requests took, what was not looked at. */
export function Summary({ summary }: { readonly summary: CompareSummary }) {
  const { total, same, different, missing, added, by, functions, latencies, ignored } = summary;
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
      <div className={styles.folds}>
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

const PERCENTILES = ['p50', 'p90', 'p99', 'max'] as const satisfies readonly (keyof Latency)[];

function Latencies({ latencies }: Pick<CompareSummary, 'latencies'>) {
  return (
    <table className={styles.latencies}>
      <thead>
        <tr>
          <th scope="col">kind</th>
          <th scope="col">path</th>
          <th scope="col">count</th>
          {PERCENTILES.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {latencies.map(({ kind, path, left, right }) => (
          <tr key={`${kind} ${path}`}>
            <th scope="row">{kind}</th>
            <td>{path}</td>
            <td>
              {countText(left.count)} | {countText(right.count)}
            </td>
            {PERCENTILES.map((name) => (
              <td key={name}>
                {durationText(Math.round(left[name]))} | {durationText(Math.round(right[name]))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

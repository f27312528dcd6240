import type { CompareSummary, Latency } from '../../../electron/contract/compare/messages.ts';
import { countText, durationText } from '../../text/quantities.ts';
import styles from './compare.module.css';
import { Spread } from './spread.tsx';

const PERCENTILES = ['p50', 'p90', 'p99', 'max'] as const satisfies readonly (keyof Latency)[];

/** How long requests took, by kind and path: both recordings one above the other, in numbers and drawn to one scale. */
export function Latencies({ latencies }: Pick<CompareSummary, 'latencies'>) {
  return (
    <table className={styles.latencies}>
      <thead>
        <tr>
          <th scope="col">kind</th>
          <th scope="col">path</th>
          <th scope="col">side</th>
          <th scope="col">count</th>
          {PERCENTILES.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">p50 to p99, and max</th>
        </tr>
      </thead>
      {latencies.map(({ kind, path, left, right }) => (
        <tbody key={`${kind} ${path}`}>
          <tr>
            <th scope="row" rowSpan={2}>
              {kind}
            </th>
            <td rowSpan={2}>{path}</td>
            <Figures side="left" latency={left} />
            <td rowSpan={2}>
              <Spread left={left} right={right} />
            </td>
          </tr>
          <tr>
            <Figures side="right" latency={right} />
          </tr>
        </tbody>
      ))}
    </table>
  );
}

function Figures({ side, latency }: { readonly side: string; readonly latency: Latency }) {
  return (
    <>
      <td>{side}</td>
      <td>{countText(latency.count)}</td>
      {PERCENTILES.map((name) => (
        <td key={name}>{latency.count > 0 ? durationText(Math.round(latency[name])) : '–'}</td>
      ))}
    </>
  );
}

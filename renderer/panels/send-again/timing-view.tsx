import type { Timing } from '../../../electron/contract/replay/messages.ts';
import { countText, durationText } from '../../text/quantities.ts';
import styles from './send-again.module.css';

/** How far requests were from the times they were wanted at. */
export function TimingView({ timing }: { readonly timing: Timing }) {
  const { count, p50, p90, p99, max, histogram } = timing;
  const most = Math.max(1, ...histogram.map((one) => one.count));
  return (
    <figure className={styles.timing}>
      <figcaption>
        Away from the wanted time, {countText(count)} requests: p50 {durationText(Math.round(p50))}, p90{' '}
        {durationText(Math.round(p90))}, p99 {durationText(Math.round(p99))}, max {durationText(Math.round(max))}
      </figcaption>
      <table aria-label="Requests by distance from the wanted time">
        <tbody>
          {histogram.map(({ below, count: inBin }) => (
            <tr key={below ?? 'more'}>
              <th scope="row">{below === undefined ? 'more' : `< ${durationText(below)}`}</th>
              <td>{countText(inBin)}</td>
              <td className={styles.bar}>
                <i style={{ width: `${(inBin / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

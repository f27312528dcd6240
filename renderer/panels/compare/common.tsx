import type { CompareSummary } from '../../../electron/contract/compare/messages.ts';
import { useActions } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import styles from './compare.module.css';

/** What differs how often, with the first place of each: useful where a list of every difference is too long to read. */
export function Common({ common, commonLeftOut }: Pick<CompareSummary, 'common' | 'commonLeftOut'>) {
  const { showPair } = useActions();
  return (
    <>
      <table className={styles.common} aria-label="What differs how often">
        <thead>
          <tr>
            <th scope="col">pairs</th>
            <th scope="col">kind</th>
            <th scope="col">differs</th>
            <th scope="col">first</th>
            <th scope="col">left there</th>
            <th scope="col">right there</th>
          </tr>
        </thead>
        <tbody>
          {common.map(({ kind, what, field, pairs, first }) => (
            <tr key={`${kind} ${what} ${field}`}>
              <td>{countText(pairs)}</td>
              <td>{kind}</td>
              <th scope="row">{field}</th>
              <td>
                <button type="button" title="Show this pair" onClick={() => void showPair(first.index)}>
                  {countText(first.seq)}
                </button>
              </td>
              <td>{first.left || '–'}</td>
              <td>{first.right || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {commonLeftOut > 0 && <p>and {countText(commonLeftOut)} more kinds of difference</p>}
    </>
  );
}

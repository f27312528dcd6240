import type { ComparedSide, CompareSummary } from '../../../electron/contract/compare/messages.ts';
import { malformedLines, malformedVerdict } from '../../../electron/contract/compare/summary-text.ts';
import { errorLine } from '../../../native-bridge/contract/errors.ts';
import styles from './compare.module.css';

/** What is wrong with the recordings themselves: where they are damaged, which requests cannot be read. */
export function SideNotes({ left, right }: Pick<CompareSummary, 'left' | 'right'>) {
  return (
    <>
      <SideNote side={left} />
      <SideNote side={right} />
    </>
  );
}

function SideNote({ side }: { readonly side: ComparedSide }) {
  const { damage, malformed } = side;
  return (
    <>
      {damage && <p className={styles.damage}>{errorLine(damage)}</p>}
      {malformed && (
        <div className={styles.damage}>
          <p>{malformedVerdict(side)}</p>
          <ul>
            {malformedLines(side).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

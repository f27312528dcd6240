import type { Check } from '../../../native-bridge/contract/bridge-contract.ts';
import { Remedy } from '../../widgets/remedy/remedy.tsx';
import styles from './doctor.module.css';

/** The sign and the word for it: the sign alone would leave out whoever cannot see it. */
const signs = {
  ok: { sign: '✓', word: 'fine' },
  warning: { sign: '!', word: 'warning' },
  failed: { sign: '✗', word: 'failed' },
  skipped: { sign: '–', word: 'skipped' },
} as const;

/** One check: how it came out, what was found, what mends it. */
export function CheckLine({ check: { id, title, status, message, remedy, command } }: { readonly check: Check }) {
  const { sign, word } = signs[status];
  return (
    <li className={styles.check} data-status={status} data-check={id}>
      <span className={styles.sign} role="img" aria-label={word}>
        {sign}
      </span>
      <div className={styles.found}>
        <p>
          <b>{title}</b> <span className={styles.message}>{message}</span>
        </p>
        {(remedy ?? command) && <Remedy next={remedy} command={command} />}
      </div>
    </li>
  );
}

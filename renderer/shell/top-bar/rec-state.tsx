import type { Session } from '../../../electron/contract/app-contract.ts';
import { recordedFor } from '../../store/selectors.ts';
import { clockText, countOf } from '../../text/quantities.ts';
import { useNow } from '../../widgets/use-now.ts';
import styles from './top-bar.module.css';

/** `REC 00:12  ▶ burst pcistb  812 requests`: whether it is recorded, what runs, how much was sent. */
export function RecState({ session }: { readonly session: Session }) {
  return (
    <>
      {session.recording && <Rec session={session} />}
      {session.running && (
        <span className={styles.running} title="Shift+Esc stops it">
          ▶ {session.running}
        </span>
      )}
      <span className={styles.count}>{countOf(session.requests, 'request')}</span>
    </>
  );
}

function Rec({ session }: { readonly session: Session }) {
  const now = useNow(1000);
  return (
    <span className={styles.rec} data-testid="rec">
      REC {clockText(recordedFor(session, now))}
    </span>
  );
}

import type { Session } from '../../../electron/contract/app-contract.ts';
import { clockText, countOf } from '../../text/quantities.ts';
import { useNow } from '../../widgets/use-now.ts';
import styles from './top-bar.module.css';

/** `REC 00:12  812 requests`; without a recording only the count. */
export function RecState({ session: { recording, requests } }: { readonly session: Session }) {
  return (
    <>
      {recording && <Rec startedAt={recording.startedAt} />}
      <span className={styles.count}>{countOf(requests, 'request')}</span>
    </>
  );
}

function Rec({ startedAt }: { readonly startedAt: bigint }) {
  const now = useNow(1000);
  const since = now - startedAt;
  return (
    <span className={styles.rec} data-testid="rec">
      REC {clockText(since > 0n ? since : 0n)}
    </span>
  );
}

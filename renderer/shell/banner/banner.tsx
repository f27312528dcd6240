import { currentSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText, timeOfDay } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { useNow } from '../../widgets/use-now.ts';
import styles from './banner.module.css';
import { type Concern, concerns } from './concerns.ts';

/** What concerns everything below it: no connection, a session that has ended or does not answer. Nothing to tell, nothing shown. */
export function Banner() {
  const state = useStore((all) => all);
  return concerns(state).map((concern) => <Line key={concern.title} concern={concern} />);
}

function Line({ concern }: { readonly concern: Concern }) {
  const { tone, title, reason, since } = concern;
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'news' ? 'status' : 'alert'} data-testid="banner">
      <strong>
        {title}
        {since !== undefined && <Since since={since} />}
      </strong>
      <span>{reason.message}</span>
      <span className={styles.dim}>{reason.next}</span>
      <Act concern={concern} />
    </div>
  );
}

const NS = 1_000_000_000n;

/** ` since 14:03:59 (12 s)`. The count goes on unheard: a screen reader is told once. */
function Since({ since }: { readonly since: bigint }) {
  const now = useNow(1000);
  const seconds = now > since ? (now - since) / NS : 0n;
  return (
    <>
      {` since ${timeOfDay(since)}`}
      <span className={styles.count} aria-hidden>{` (${countText(seconds)} s)`}</span>
    </>
  );
}

/** The button that goes with it. */
function Act({ concern: { act } }: { readonly concern: Concern }) {
  const session = useStore(currentSession);
  const { open, readMissed } = useActions();
  if (!act) return null;
  if (act.kind === 'open') return <Action onClick={() => void open(act.address)}>Open {act.address} again</Action>;
  return <Action onClick={() => session && readMissed(session.id, act.since)}>Understood</Action>;
}

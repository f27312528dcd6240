import type { ReactNode } from 'react';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { sessionTime } from '../../text/quantities.ts';
import styles from './as-of.module.css';

/** `as of 12.004 123 s`, with the way back to the end of the recording; where no cursor stands, what the panel says of itself. */
export function AsOf({ children }: { readonly children: ReactNode }) {
  const atNs = useStore((state) => currentView(state).player.moment?.atNs);
  const { seek } = useActions();
  if (atNs === undefined) return children;
  return (
    <span className={styles.cursor} data-testid="as-of">
      as of {sessionTime(atNs)} s
      <button
        type="button"
        className={styles.end}
        title="Show the end of the recording again (End)"
        onClick={() => void seek(undefined)}
      >
        to the end
      </button>
    </span>
  );
}

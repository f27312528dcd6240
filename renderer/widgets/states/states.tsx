import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { remedyOf } from '../../text/command-in.ts';
import { Remedy } from '../remedy/remedy.tsx';
import styles from './states.module.css';

/** What a panel shows when it has nothing to show: nothing there, not there yet, gone wrong. */

/** Says what is missing and offers the one thing to do about it. */
export function EmptyState({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={styles.empty} data-state="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Grey lines where content will be, and what is being awaited. */
export function Skeleton({ awaiting, lines = 4 }: { readonly awaiting: string; readonly lines?: number }) {
  return (
    <div className={styles.skeleton} aria-busy="true" role="status">
      <span>{awaiting} …</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity
        <div key={i} className={styles.bar} style={{ width: `${80 - ((i * 17) % 45)}%` }} />
      ))}
    </div>
  );
}

/** An error with its cause and what to do next. */
export function Problem({ error, action }: { readonly error: ErrorInfo; readonly action?: ReactNode }) {
  return (
    <div className={styles.problem} role="alert">
      <p>{error.message}</p>
      <Remedy {...remedyOf(error)} />
      {action}
    </div>
  );
}

import type { ReactNode } from 'react';
import { currentSession, isRecorded } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { LostBefore } from '../lost-before/lost-before.tsx';
import styles from './panel-frame.module.css';

export interface PanelFrameProps {
  /** Panel id; also the test id and the scope of the panel's keys. */
  readonly id: string;
  readonly label: string;
  /** Of what: `sim:ism · Device info`. */
  readonly of?: ReactNode;
  /** As of when: `12:04:05`. */
  readonly asOf?: ReactNode;
  /** Controls at the right of the title line. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every panel: a title line that says of what and as of when, tools, and a body that scrolls. */
export function PanelFrame({ id, label, of, asOf, tools, children }: PanelFrameProps) {
  const recorded = useStore((state) => isRecorded(currentSession(state)));
  return (
    <section
      className={styles.frame}
      data-testid={id}
      data-panel={id}
      data-tint={recorded ? 'recorded' : undefined}
      aria-label={label}
    >
      <header className={styles.header}>
        <span className={styles.of}>{of}</span>
        {asOf !== undefined && <span className={styles.asOf}>{asOf}</span>}
        <div className={styles.tools}>{tools}</div>
      </header>
      {recorded && asOf !== undefined && <LostBefore />}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

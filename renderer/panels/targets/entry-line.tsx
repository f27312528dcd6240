import { useEffect, useRef } from 'react';
import { currentSession } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import type { Entry } from './entries.ts';
import styles from './targets.module.css';

interface EntryLineProps {
  readonly entry: Entry;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onOpen: () => void;
}

/** One line: title, whether it is open, who it is, and why it cannot be opened. */
export function EntryLine({ entry, active, onPoint, onOpen }: EntryLineProps) {
  const { key, title, detail, address, open, reason, remedy } = entry;
  const line = useRef<HTMLDivElement>(null);
  const isShown = useStore((state) => currentSession(state)?.address === address && address !== undefined);
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys of its options
    <div
      ref={line}
      id={`entry-${key}`}
      className={styles.entry}
      role="option"
      tabIndex={-1}
      aria-selected={isShown}
      data-active={active}
      data-ready={!reason}
      data-address={address}
      title={[detail, reason, remedy].filter(Boolean).join('\n')}
      onClick={onPoint}
      onDoubleClick={onOpen}
    >
      <span className={styles.title}>{title}</span>
      {open && <span className={styles.open}>open</span>}
      {reason && <span className={styles.notReady}>not ready</span>}
      <span className={styles.detail}>{reason ?? detail}</span>
    </div>
  );
}

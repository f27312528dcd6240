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
  const { key, title, detail, address, reason, remedy, host } = entry;
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
      data-address={address ?? host?.address}
      data-machine={host && (address ? 'function' : host.state)}
      title={[detail, reason, remedy].filter(Boolean).join('\n')}
      onClick={onPoint}
      onDoubleClick={onOpen}
    >
      <span className={styles.title}>{title}</span>
      <Badge entry={entry} />
      <span className={styles.detail}>{reason ?? detail}</span>
    </div>
  );
}

/** A sign and a word for what sets the line apart: open, not ready, how it stands with a machine. */
function Badge({ entry: { open, reason, host, address } }: { readonly entry: Entry }) {
  const badge = open ? 'open' : reason ? 'not ready' : host && !address ? host.state : undefined;
  return badge === undefined ? null : (
    <span className={styles.badge} data-badge={badge}>
      {badge}
    </span>
  );
}

import { type Entry, factsOf } from './entries.ts';
import { HostDetail } from './host-detail.tsx';
import { TargetDetail } from './target-detail.tsx';
import styles from './targets.module.css';

interface EntryDetailProps {
  readonly entry: Entry;
  readonly onOpen: () => void;
}

/** All about the line in use that has no room in it: who a function is, what mends what is missing, what can be done with a machine. */
export function EntryDetail({ entry, onOpen }: EntryDetailProps) {
  const { target, host, title } = entry;
  if (!target && !host) return null;
  return (
    <section className={styles.about} aria-label={`About ${title}`} data-testid="target-detail">
      <h3>{title}</h3>
      {target ? (
        <TargetDetail entry={entry} target={target} facts={factsOf(target)} onOpen={onOpen} />
      ) : (
        host && <HostDetail host={host} />
      )}
    </section>
  );
}

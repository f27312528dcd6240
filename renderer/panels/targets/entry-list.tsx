import { type KeyboardEvent, useState } from 'react';
import { groupBy } from '../../text/group-by.ts';
import { type Entry, groupOrder } from './entries.ts';
import { EntryLine } from './entry-line.tsx';
import styles from './targets.module.css';
import { useOpenEntry } from './use-open-entry.ts';

/** Groups without an entry here are shown only when there is something in them. */
const nothing: Readonly<Record<string, string>> = {
  'This host': 'No VFIO function on this machine.',
  Recordings: 'None yet: Ctrl+E records a session.',
  Captures: 'None yet.',
  Programs: 'None yet: save one in the composer.',
};

/** The list with the keyboard in it: arrows move, Enter opens. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }) {
  const [at, setAt] = useState(0);
  const openEntry = useOpenEntry();
  const groups = new Map(groupBy(entries, ({ group }) => group));
  const active = entries[Math.min(at, entries.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedBy(event.key, at, entries.length);
    if (event.key === 'Enter' && active) void openEntry(active);
    else if (to !== undefined) setAt(to);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles.list}
      role="listbox"
      aria-label="Targets and files"
      tabIndex={0}
      data-focus=""
      aria-activedescendant={active && `entry-${active.key}`}
      onKeyDown={onKeyDown}
    >
      {groupOrder
        .filter((group) => groups.has(group) || group in nothing)
        .map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a list box
          <div key={group} role="group" aria-label={group}>
            <h3 className={styles.group}>{group}</h3>
            {(groups.get(group) ?? []).map((entry) => (
              <EntryLine
                key={entry.key}
                entry={entry}
                active={entry === active}
                onPoint={() => setAt(entries.indexOf(entry))}
                onOpen={() => void openEntry(entry)}
              />
            ))}
            {!groups.has(group) && <p className={styles.nothing}>{nothing[group]}</p>}
          </div>
        ))}
    </div>
  );
}

function movedBy(key: string, at: number, count: number): number | undefined {
  const goals: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 };
  const goal = goals[key];
  return goal === undefined ? undefined : Math.max(0, Math.min(count - 1, goal));
}

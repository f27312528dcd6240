import { type KeyboardEvent, useState } from 'react';
import { groupBy } from '../../../electron/contract/group-by.ts';
import { type Entry, type Group, groupOrder } from './entries.ts';
import { EntryDetail } from './entry-detail.tsx';
import { EntryLine } from './entry-line.tsx';
import styles from './targets.module.css';
import { useOpenEntry } from './use-open-entry.ts';

/** Groups without an entry here are shown only when there is something in them. */
const nothing: Partial<Readonly<Record<Group, string>>> = {
  'This machine': 'No VFIO function here.',
  Recordings: 'None yet: Ctrl+E records a session.',
  Captures: 'None yet.',
  Programs: 'None yet: save one in the composer.',
};

/** The list with the keyboard in it: arrows move, Enter opens. Below it, once a line is pointed at, all about that line. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }) {
  const [key, setKey] = useState<string>();
  const openEntry = useOpenEntry();
  const groups = new Map(groupBy(entries, ({ group }) => group));
  const active = entries.find((entry) => entry.key === key) ?? entries[0];

  const onKeyDown = (event: KeyboardEvent) => {
    // With another key held they are those of the window.
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = movedBy(event.key, active ? entries.indexOf(active) : 0, entries.length);
    if (event.key === 'Enter' && active) void openEntry(active);
    else if (to !== undefined) setKey(entries[to]?.key);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.halves}>
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
              <div className={styles.group} aria-hidden>
                {group}
              </div>
              {(groups.get(group) ?? []).map((entry) => (
                <EntryLine
                  key={entry.key}
                  entry={entry}
                  active={entry === active}
                  onPoint={() => setKey(entry.key)}
                  onOpen={() => void openEntry(entry)}
                />
              ))}
              {!groups.has(group) && (
                <div className={styles.nothing} aria-hidden>
                  {nothing[group]}
                </div>
              )}
            </div>
          ))}
      </div>
      {active && active.key === key && <EntryDetail key={key} entry={active} onOpen={() => void openEntry(active)} />}
    </div>
  );
}

function movedBy(key: string, at: number, count: number): number | undefined {
  const goals: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 };
  const goal = goals[key];
  return goal === undefined ? undefined : Math.max(0, Math.min(count - 1, goal));
}

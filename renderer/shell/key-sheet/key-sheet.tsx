import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useActions, useStore } from '../../store/use-store.ts';
import { groupBy } from '../../text/group-by.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Keys } from '../../widgets/keys/keys.tsx';
import { commands } from '../commands/index.ts';
import styles from './key-sheet.module.css';
import { panelKeys } from './panel-keys.ts';

interface Line {
  readonly group: string;
  readonly does: string;
  readonly keys: readonly string[];
}

const lines: readonly Line[] = [
  ...commands.flatMap(({ group, title, keys }) => (keys ? [{ group, does: title, keys }] : [])),
  ...panelKeys.map(({ panel, does, keys }) => ({ group: panel, does, keys })),
];
const groups = groupBy(lines, ({ group }) => group);

/** All keys on one sheet. */
export function KeySheet() {
  const open = useStore((state) => state.overlay === 'keys');
  return open ? <Sheet /> : null;
}

function Sheet() {
  const { openOverlay } = useActions();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label="Keys"
      onClose={() => openOverlay(undefined)}
      data-testid="key-sheet"
    >
      <div className={styles.head}>
        Keys
        <Action look="plain" label="Close" onClick={() => dialog.current?.close()}>
          <X />
        </Action>
      </div>
      <div className={styles.columns}>
        {groups.map(([group, entries]) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <ul>
              {entries.map(({ does, keys }) => (
                <li key={does}>
                  {does}
                  <Keys keys={keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}

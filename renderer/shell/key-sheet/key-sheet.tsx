import { groupBy } from '../../../electron/contract/group-by.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Dialog } from '../../widgets/dialog/dialog.tsx';
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
  return (
    <Dialog title="Keys" size="sheet" testId="key-sheet" onClose={() => openOverlay(undefined)}>
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
    </Dialog>
  );
}

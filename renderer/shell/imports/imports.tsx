import { useActions, useStore } from '../../store/use-store.ts';
import { bytesText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './imports.module.css';

/** Files on their way into the workbench folder, with what has come and a way to stop each. */
export function Imports() {
  const imports = useStore((state) => state.imports);
  const { cancelImport } = useActions();
  return imports.map(({ id, name, size, done }) => (
    <section key={id} className={styles.import} aria-label={`Importing ${name}`} aria-busy>
      <span className={styles.name}>{name}</span>
      <progress value={done} max={size} aria-label={`Imported of ${name}`} />
      <span className="mono">{`${bytesText(done)} of ${bytesText(size)}`}</span>
      <Action look="normal" onClick={() => cancelImport(id)}>
        Cancel
      </Action>
    </section>
  ));
}

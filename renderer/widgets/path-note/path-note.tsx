import { pathOf } from '../../store/paths.ts';
import { shownSession } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import styles from './path-note.module.css';

/** `Through vfio-pci BAR: failed stores are silent.`: the way a request takes or took, and what that means for its result. */
export function PathNote({ path }: { readonly path?: string }) {
  const known = useStore((state) => pathOf(shownSession(state)?.snapshot, path));
  if (path === undefined) return null;
  return (
    <p className={styles.note} title={known?.consequence} data-path={path} data-testid="path-note">
      Through <b>{known?.title ?? path}</b>
      {known && `: ${known.consequence}`}
    </p>
  );
}

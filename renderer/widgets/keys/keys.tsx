import styles from './keys.module.css';

/** The keys that do something. */
export function Keys({ keys }: { readonly keys?: readonly string[] }) {
  if (!keys) return null;
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

import styles from './composer.module.css';
import type { FieldEditorProps } from './field-editor.tsx';

/** Which store path a request takes, with what that means; absent paths tell why. Nothing falls back silently. */
export function PathChooser({ value, onChange, context: { paths } }: FieldEditorProps) {
  const first = paths.find(({ present }) => present);
  const choices = [
    {
      path: '',
      title: `Default${first ? `: ${first.title}` : ''}`,
      present: true,
      consequence: first?.consequence ?? '',
      reason: undefined,
    },
    ...paths,
  ];
  const chosen = choices.find(({ path }) => path === (value ?? ''));
  return (
    <fieldset className={styles.paths}>
      <legend>store path</legend>
      {choices.map(({ path, title, present, reason }) => (
        <label key={path} title={present ? undefined : reason} data-absent={!present || undefined}>
          <input
            type="radio"
            name="store-path"
            checked={path === (value ?? '')}
            aria-disabled={!present}
            onChange={() => present && onChange(path)}
          />
          <span>{title}</span>
          {!present && <span className={styles.reason}>{reason}</span>}
        </label>
      ))}
      {chosen?.consequence && <p className={styles.consequence}>{chosen.consequence}</p>}
    </fieldset>
  );
}

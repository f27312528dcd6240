import { useEffect } from 'react';
import { useActions, useStore } from '../../../store/use-store.ts';
import { type Draft, inEnvironment } from '../draft.ts';
import styles from '../files/files.module.css';
import { changeDraft } from '../use-draft.ts';

/** The environment the program is tried in: its variables override those of the program. */
export function EnvironmentChooser({ draft }: { readonly draft: Draft }) {
  const { notify } = useActions();
  const environments = useStore((state) => state.library?.environments);
  const chosen = draft.environment;
  useEffect(() => {
    const found = environments?.find(({ name }) => name === chosen?.name);
    if (!chosen || !found || found.vars === chosen.vars) return;
    changeDraft((now) => inEnvironment(now, found));
    if (found.problem) notify({ code: 'bad-environment', tone: 'error', message: found.problem });
  }, [environments, chosen, notify]);
  const known = environments ?? [];
  const isGone = chosen !== undefined && environments !== undefined && !known.some(({ name }) => name === chosen.name);
  if (known.length === 0 && !chosen) return null;
  return (
    <select
      className={styles.environment}
      aria-label="Environment"
      title="Its variables override those of the program"
      value={chosen?.name ?? ''}
      onChange={({ target }) =>
        changeDraft((now) =>
          inEnvironment(
            now,
            known.find(({ name }) => name === target.value),
          ),
        )
      }
    >
      <option value="">No environment</option>
      {isGone && <option value={chosen.name}>{`${chosen.name} (gone)`}</option>}
      {known.map(({ name, problem }) => (
        <option key={name} value={name}>
          {problem ? `${name} (cannot be used)` : name}
        </option>
      ))}
    </select>
  );
}

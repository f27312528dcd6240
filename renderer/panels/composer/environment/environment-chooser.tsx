import { useEffect, useState } from 'react';
import { useActions, useStore } from '../../../store/use-store.ts';
import { NameDialog, type Question } from '../../../widgets/name-dialog/name-dialog.tsx';
import { type Draft, inEnvironment } from '../draft.ts';
import styles from '../files/files.module.css';
import { changeDraft } from '../use-draft.ts';

/** No name of an environment. */
const NEW = '/new';

/** Variables of the chosen environment follow its file. */
function useFollowing({ environment: chosen }: Draft): void {
  const { notify } = useActions();
  const environments = useStore((state) => state.library?.environments);
  useEffect(() => {
    const found = environments?.find(({ name }) => name === chosen?.name);
    if (!chosen || !found || found.vars === chosen.vars) return;
    changeDraft((now) => inEnvironment(now, found));
    if (found.problem) notify({ code: 'bad-environment', tone: 'error', message: found.problem });
  }, [environments, chosen, notify]);
}

/** The environment the program is tried in: its variables override those of the program. */
export function EnvironmentChooser({ draft }: { readonly draft: Draft }) {
  useFollowing(draft);
  const { notify, writeEnvironment } = useActions();
  const known = useStore((state) => state.library?.environments) ?? [];
  const [asks, setAsks] = useState(false);
  const chosen = draft.environment?.name;
  const choose = (name: string) =>
    changeDraft((now) =>
      inEnvironment(
        now,
        known.find((one) => one.name === name),
      ),
    );
  const question: Question = {
    title: 'New environment',
    label: 'Name: of a machine, a card',
    initial: '',
    verb: 'Make it',
    answer: async (name) => {
      if (known.some((one) => one.name === name)) {
        notify({ code: 'exists', tone: 'error', message: `There is already an environment ${name}.` });
        return false;
      }
      const made = await writeEnvironment(name, {});
      if (made) changeDraft((now) => inEnvironment(now, { name, vars: {} }));
      return made;
    },
  };
  return (
    <>
      <select
        className={styles.environment}
        aria-label="Environment"
        title="Its variables override those of the program"
        value={chosen ?? ''}
        onChange={({ target }) => (target.value === NEW ? setAsks(true) : choose(target.value))}
      >
        <option value="">No environment</option>
        {chosen !== undefined && !known.some(({ name }) => name === chosen) && (
          <option value={chosen}>{`${chosen} (gone)`}</option>
        )}
        {known.map(({ name, problem }) => (
          <option key={name} value={name}>
            {problem ? `${name} (cannot be used)` : name}
          </option>
        ))}
        <option value={NEW}>New environment …</option>
      </select>
      {asks && <NameDialog question={question} onClose={() => setAsks(false)} />}
    </>
  );
}

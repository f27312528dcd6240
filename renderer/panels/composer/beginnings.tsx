import { Action } from '../../widgets/action/action.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './composer.module.css';
import { appended } from './draft.ts';
import { templates } from './templates.ts';
import { changeDraft } from './use-draft.ts';

/** What to begin with when there is no step yet. */
export function Beginnings() {
  return (
    <EmptyState
      action={
        <div className={styles.beginnings}>
          {templates.map(({ id, title, steps }) => (
            <Action key={id} onClick={() => changeDraft((draft) => appended(draft, ...steps()))}>
              {title}
            </Action>
          ))}
        </div>
      }
    >
      Nothing is composed yet. Begin with one of these, load a program, or send a request from the list here.
    </EmptyState>
  );
}

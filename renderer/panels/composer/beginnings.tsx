import { Action } from '../../widgets/action/action.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './composer.module.css';
import type { Draft } from './draft.ts';
import { useTemplate } from './templates/add-steps.tsx';
import { templates } from './templates.ts';

/** How many templates are offered as buttons; all are in the list above. */
const MOST_BUTTONS = 5;

/** What to begin with when there is no step yet. */
export function Beginnings({ draft }: { readonly draft: Draft }) {
  const { choose, form } = useTemplate(draft.program);
  return (
    <>
      <EmptyState
        action={
          <div className={styles.beginnings}>
            {templates.slice(0, MOST_BUTTONS).map((template) => (
              <Action key={template.id} onClick={() => choose(template)}>
                {template.title}
              </Action>
            ))}
          </div>
        }
      >
        Nothing is composed yet. Begin with one of these, add steps from the list above (every ISM command is there),
        load a program, or send a request from the list here.
      </EmptyState>
      {form}
    </>
  );
}

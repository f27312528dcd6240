import { useState } from 'react';
import { groupBy } from '../../../../electron/contract/group-by.ts';
import type { Program } from '../../../../electron/contract/program.ts';
import { templates } from '../templates.ts';
import { changeDraft } from '../use-draft.ts';
import { withAdded } from './add.ts';
import { type Template, usualValues } from './template.ts';
import { TemplateForm } from './template-form.tsx';
import styles from './templates.module.css';

/** Whether there is something to choose before the steps are added. */
const asks = ({ operands }: Template, program: Program) =>
  operands.some(({ type }) => type !== 'function' || Object.keys(program.functions ?? {}).length > 0);

const groups = [
  ...groupBy(
    templates.map((one) => [one.group, one] as const),
    ([group]) => group,
  ),
];

/** What adding a template does: at once, or by its form. */
export function useTemplate(program: Program) {
  const [asking, setAsking] = useState<Template>();
  const choose = (template: Template) => {
    if (asks(template, program)) setAsking(template);
    else changeDraft((draft) => withAdded(draft, template.make(usualValues(template))));
  };
  const form = asking && <TemplateForm template={asking} program={program} onClose={() => setAsking(undefined)} />;
  return { choose, form };
}

/** The list of templates; one with operands asks for them first. */
export function AddSteps({ program }: { readonly program: Program }) {
  const { choose, form } = useTemplate(program);
  return (
    <>
      <select
        className={styles.chooser}
        aria-label="Add steps …"
        value=""
        onChange={(event) => choose(templates.find(({ id }) => id === event.target.value)!)}
      >
        <option value="">Add steps …</option>
        {groups.map(([group, members]) => (
          <optgroup key={group} label={group}>
            {members.map(([, { id, title }]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {form}
    </>
  );
}

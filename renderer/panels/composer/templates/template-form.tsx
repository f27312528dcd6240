import { useState } from 'react';
import type { Program } from '../../../../electron/contract/program.ts';
import { errorInfo } from '../../../../native-bridge/contract/errors.ts';
import { countOf } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { Dialog, DialogButtons } from '../../../widgets/dialog/dialog.tsx';
import { changeDraft } from '../use-draft.ts';
import { withAdded, withNeeds } from './add.ts';
import { OperandField } from './operand-field.tsx';
import { StepPreview } from './step-preview.tsx';
import { type Added, type Need, type Template, usualValues, type Values } from './template.ts';
import styles from './templates.module.css';

interface Made {
  readonly added?: Added;
  readonly needs: readonly Need[];
  readonly problem?: string;
}

function make(template: Template, values: Values, program: Program, withThem: boolean): Made {
  try {
    const needs = template.needs?.(values, program) ?? [];
    return { needs, added: withNeeds(template, values, withThem ? needs : []) };
  } catch (thrown) {
    return { needs: [], problem: errorInfo(thrown).message };
  }
}

function Needs(props: {
  readonly needs: readonly Need[];
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}) {
  const { needs, chosen, onChoose } = props;
  const given = needs.filter(({ steps }) => steps.length > 0);
  const missing = needs.filter(({ steps }) => steps.length === 0);
  return (
    <>
      {given.length > 0 && (
        <label className={styles.needs}>
          <input type="checkbox" checked={chosen} onChange={(event) => onChoose(event.target.checked)} />
          <span>
            First the steps that give it {given.map(({ what }) => what).join(' and ')}
            {chosen ? '' : ': without them it needs that from elsewhere'}
          </span>
        </label>
      )}
      {missing.map(({ what }) => (
        <p key={what} className={styles.missing}>
          {`${what} is not a variable of the program yet: save it in an earlier step, or type the number.`}
        </p>
      ))}
    </>
  );
}

/** The operands of a template, with the steps and bytes they make as one types. Enter adds them. */
export function TemplateForm(props: {
  readonly template: Template;
  readonly program: Program;
  readonly onClose: () => void;
}) {
  const { template, program, onClose } = props;
  const [values, setValues] = useState(() => usualValues(template));
  const [withThem, setWithThem] = useState(true);
  const { added, needs, problem } = make(template, values, program, withThem);
  const add = () => {
    if (!added) return;
    changeDraft((draft) => withAdded(draft, added));
    onClose();
  };
  return (
    <Dialog title={template.title} onClose={onClose} size="form" testId="template-form">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {template.doc && <p className={styles.doc}>{template.doc}</p>}
        {template.operands.map((operand) => (
          <OperandField
            key={operand.name}
            operand={operand}
            value={values[operand.name]!}
            program={program}
            onChange={(value) => setValues((now) => ({ ...now, [operand.name]: value }))}
          />
        ))}
        <Needs needs={needs} chosen={withThem} onChoose={setWithThem} />
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {added && <StepPreview steps={added.steps} />}
        <DialogButtons>
          <Action onClick={onClose}>Cancel</Action>
          <Action look={problem ? 'normal' : 'primary'} reason={problem} onClick={add}>
            {added ? `Add ${countOf(added.steps.length, 'step')}` : 'Add'}
          </Action>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

import type { Step } from '../../../electron/contract/program.ts';
import { isFill } from '../../../electron/contract/programs/payload.ts';
import type { RequestStep } from '../../../electron/contract/programs/resolve.ts';
import { ExpectFields } from './extras/expect-fields.tsx';
import styles from './extras/extras.module.css';
import { SaveFields } from './extras/save-fields.tsx';
import type { EditorContext } from './field-editor.tsx';
import { withField } from './fields.ts';
import { useDraft } from './use-draft.ts';

/** A value of an expectation in one line; lists are told by their length. */
function wantedText(name: string, value: unknown): string {
  if (isFill(value)) return `${name} ${value.pattern}, ${value.length} bytes`;
  if (Array.isArray(value)) return `${value.length} ${name}`;
  const text = String(value);
  return `${name} ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`;
}

/** What a step has beside its request, in words: where it goes, what must come out, what it keeps. */
export function extrasText({ on, expect, save }: RequestStep): string {
  const wanted = Object.entries(expect ?? {}).map(([name, value]) => wantedText(name, value));
  const kept = (save ?? []).map(({ name, at, type }) => `$${name} (${type} at ${at})`);
  return [
    on && `goes to ${on}`,
    wanted.length > 0 && `expects ${wanted.join(', ')}`,
    kept.length > 0 && `saves ${kept.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Which of the program's functions gets the step; not asked while there is only one. */
function OnField({ step, onChange }: Pick<StepExtrasProps, 'step' | 'onChange'>) {
  const { functions = {} } = useDraft().program;
  if (Object.keys(functions).length === 0) return null;
  return (
    <label className={styles.row}>
      <span>goes to</span>
      <select
        aria-label="Function that gets the step"
        value={step.on ?? ''}
        onChange={(event) => onChange(withField(step, 'on', event.target.value) as Step)}
      >
        <option value="">the target of the run</option>
        {Object.entries(functions).map(([name, address]) => (
          <option key={name} value={name}>{`${name} (${address})`}</option>
        ))}
      </select>
    </label>
  );
}

interface StepExtrasProps {
  readonly step: RequestStep;
  readonly onChange: (step: Step) => void;
  readonly context: EditorContext;
}

/** What a step has beside its request: where it goes, what must come out of it, which numbers of the answer it keeps. */
export function StepExtras({ step, onChange, context }: StepExtrasProps) {
  const set = (name: 'expect' | 'save', value: unknown) => onChange(withField(step, name, value) as Step);
  return (
    <details className={styles.extras} open={Boolean(step.on || step.expect || step.save)}>
      <summary>{extrasText(step) || 'Expects ok, keeps nothing'}</summary>
      <div className={styles.body}>
        <OnField step={step} onChange={onChange} />
        <ExpectFields expect={step.expect ?? {}} onChange={(expect) => set('expect', expect)} context={context} />
        <SaveFields saves={step.save ?? []} onChange={(saves) => set('save', saves)} />
      </div>
    </details>
  );
}

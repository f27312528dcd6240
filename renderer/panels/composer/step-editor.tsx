import { useMemo } from 'react';
import type { Step } from '../../../electron/contract/program.ts';
import type { RequestStep } from '../../../electron/contract/programs/resolve.ts';
import { isRepeat } from '../../../electron/contract/programs/steps.ts';
import { requestKinds } from '../../../native-bridge/contract/requests/index.ts';
import styles from './composer.module.css';
import { type EditorContext, FieldEditor } from './field-editor.tsx';
import { begun, fieldsOf, withField } from './fields.ts';
import { isRequest } from './intent.ts';
import { StepExtras } from './step-extras.tsx';
import { WholeNumber } from './whole-number.tsx';

interface StepEditorProps {
  readonly step: Step;
  readonly onChange: (step: Step) => void;
  readonly context: EditorContext;
}

/** What stays when a step becomes another kind: its name, and fields of the same name. */
function asKind(step: Step, kind: string): Step {
  if (kind === 'pause') return { kind: 'pause', ms: 100, name: step.name as string | undefined };
  if (kind === 'repeat') return { kind: 'repeat', count: 10, steps: isRequest(step) ? [step] : [] };
  const fields = fieldsOf(schemaOf(kind));
  const known = new Set(['name', 'on', 'expect', 'save', ...fields.map(({ name }) => name)]);
  const kept = Object.fromEntries(Object.entries(step).filter(([name]) => known.has(name)));
  return { ...begun(fields, kept), kind } as Step;
}

const schemaOf = (kind: string) => requestKinds.find((one) => one.kind === kind)!.schema;

function KindChooser({ step, onChange }: Pick<StepEditorProps, 'step' | 'onChange'>) {
  const doc = requestKinds.find(({ kind }) => kind === step.kind)?.doc;
  return (
    <>
      <div className={styles.kind}>
        <select
          aria-label="Kind of request"
          value={step.kind}
          onChange={(event) => onChange(asKind(step, event.target.value))}
        >
          {requestKinds.map(({ kind, title }) => (
            <option key={kind} value={kind}>{`${kind} · ${title}`}</option>
          ))}
          <option value="pause">pause · Wait between steps</option>
          <option value="repeat">repeat · Run steps again</option>
        </select>
        <input
          aria-label="Name of the step"
          placeholder="What this step is for"
          value={String(step.name ?? '')}
          onChange={(event) => onChange(withField(step as never, 'name', event.target.value) as Step)}
        />
      </div>
      {doc && <p className={styles.doc}>{doc}</p>}
    </>
  );
}

/** A store takes its bytes from the step itself or from a buffer, never both. */
function PayloadSource({ step, onChange }: { readonly step: RequestStep; readonly onChange: (step: Step) => void }) {
  const fromBuffer = step.from !== undefined;
  const choose = (buffer: boolean) => {
    const { data: _, from: __, ...rest } = step as Record<string, unknown>;
    onChange({ ...rest, ...(buffer ? { from: { buffer: '', length: 0 } } : { data: '' }) } as unknown as Step);
  };
  return (
    <fieldset className={styles.source}>
      <legend>payload</legend>
      {['typed here', 'from a buffer'].map((title, index) => (
        <label key={title}>
          <input
            type="radio"
            name="payload-source"
            checked={fromBuffer === (index === 1)}
            onChange={() => choose(index === 1)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}

function RequestFields({ step, onChange, context }: StepEditorProps & { readonly step: RequestStep }) {
  const fields = useMemo(() => fieldsOf(schemaOf(step.kind)), [step.kind]);
  const inKind = { ...context, kind: step.kind };
  const choosesSource = fields.some(({ name }) => name === 'from');
  const hidden = choosesSource ? (step.from === undefined ? 'from' : 'data') : undefined;
  return (
    <>
      {fields
        .filter(({ name }) => name !== hidden)
        .map((field) => (
          <div key={field.name}>
            {choosesSource && (field.name === 'data' || field.name === 'from') && (
              <PayloadSource step={step} onChange={onChange} />
            )}
            <FieldEditor
              field={field}
              value={(step as Record<string, unknown>)[field.name]}
              onChange={(value) => onChange(withField(step, field.name, value) as Step)}
              context={inKind}
            />
          </div>
        ))}
    </>
  );
}

/** Most milliseconds of a pause and rounds of a repeat. */
const MOST = { ms: 3_600_000, count: 1_000_000_000 };

/** Pauses and repeats: one number each. */
function ControlFields({ step, onChange }: Pick<StepEditorProps, 'step' | 'onChange'>) {
  const name = isRepeat(step) ? 'count' : 'ms';
  return (
    <WholeNumber
      label={name}
      name={name}
      value={(step as unknown as Record<string, number | undefined>)[name]}
      most={MOST[name]}
      remark={isRepeat(step) ? ` · ${step.steps.length} steps inside` : ''}
      onValue={(value) => onChange({ ...step, [name]: value ?? 0 } as Step)}
    />
  );
}

/** The fields of one step, made from the schema of its kind. */
export function StepEditor(props: StepEditorProps) {
  const { step } = props;
  return (
    <div className={styles.fields}>
      <KindChooser {...props} />
      {isRequest(step) ? <RequestFields {...props} step={step} /> : <ControlFields {...props} />}
      {isRequest(step) && <StepExtras step={step} onChange={props.onChange} context={props.context} />}
    </div>
  );
}

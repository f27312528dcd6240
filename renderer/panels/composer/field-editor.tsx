import type { Variables } from '../../../electron/contract/programs/expression.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { BufferView } from '../../../native-bridge/contract/requests/kind.ts';
import type { Facts } from '../../../native-bridge/rules/types.ts';
import styles from './composer.module.css';
import { MarkedField } from './field-findings.tsx';
import { type FieldForm, withField } from './fields.ts';
import { FillEditor } from './fill-editor.tsx';
import { Choice, NumberEditor } from './number-editor.tsx';
import { PathChooser } from './path-chooser.tsx';
import { PayloadEditor } from './payload/payload-editor.tsx';

/** What editors of fields may look at. */
export interface EditorContext {
  readonly variables: () => Variables;
  readonly buffers: readonly BufferView[];
  readonly paths: Snapshot['paths'];
  /** What is known of the open function. */
  readonly facts?: Facts;
  /** Kind of the request that is edited. */
  readonly kind?: string;
}

export interface FieldEditorProps {
  readonly field: FieldForm;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly context: EditorContext;
}

function Tick({ field, value, onChange }: FieldEditorProps) {
  const ticked = typeof value === 'boolean' ? value : field.fallback === 'true';
  return (
    <label className={styles.tick}>
      <span>{field.name}</span>
      <input type="checkbox" checked={ticked} onChange={(event) => onChange(event.target.checked)} />
    </label>
  );
}

function NameEditor({ field, value, onChange, context }: FieldEditorProps) {
  return (
    <label className={styles.name}>
      <span>{field.name}</span>
      <input
        name={field.name}
        list="composer-buffers"
        value={String(value ?? '')}
        placeholder="dmb"
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id="composer-buffers">
        {context.buffers.map(({ name, size }) => (
          <option key={name} value={name}>{`${size} bytes`}</option>
        ))}
      </datalist>
    </label>
  );
}

function Group({ field, value, onChange, context }: FieldEditorProps) {
  const fields = (value ?? {}) as Record<string, unknown>;
  return (
    <fieldset className={styles.group}>
      <legend>{field.name}</legend>
      {field.fields!.map((inner) => (
        <FieldEditor
          key={inner.name}
          field={inner}
          value={fields[inner.name]}
          onChange={(changed) => onChange(withField(fields, inner.name, changed))}
          context={context}
        />
      ))}
    </fieldset>
  );
}

const editors: Readonly<Record<FieldForm['type'], (props: FieldEditorProps) => React.ReactNode>> = {
  number: NumberEditor,
  boolean: Tick,
  name: NameEditor,
  choice: Choice,
  group: Group,
  bytes: PayloadEditor,
  fill: FillEditor,
  path: PathChooser,
};

/** The editor of one field, chosen by what the field holds. */
export function FieldEditor(props: FieldEditorProps) {
  const Editor = editors[props.field.type];
  return (
    <MarkedField name={props.field.name}>
      <Editor {...props} />
    </MarkedField>
  );
}

import { useState } from 'react';
import type { FieldEditorProps } from '../field-editor.tsx';
import { BytesEditor } from './bytes-editor.tsx';
import { FillPayload } from './fill-payload.tsx';
import { asForm, formOf, type PayloadForm } from './form.ts';
import styles from './payload.module.css';

const forms: readonly { readonly id: PayloadForm; readonly title: string; readonly doc: string }[] = [
  { id: 'bytes', title: 'Bytes', doc: 'Each byte, typed in hex or text' },
  { id: 'fill', title: 'Fill', doc: 'A pattern and a length: short in the program file' },
  { id: 'text', title: 'With variables', doc: 'Hex with $variables in it' },
];

/** Laying out the lines of a longer text takes longer than a key may. */
const MOST_WRAPPED = 4096;

function VariableText({ field, value, onChange }: FieldEditorProps) {
  const text = String(value ?? '');
  return (
    <textarea
      className={styles.text}
      aria-label={field.name}
      value={text}
      wrap={text.length > MOST_WRAPPED ? 'off' : 'soft'}
      rows={4}
      spellCheck={false}
      placeholder="0000000a 00000028 $iova $size:u32be"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const editors: Readonly<Record<PayloadForm, (props: FieldEditorProps) => React.ReactNode>> = {
  bytes: BytesEditor,
  fill: FillPayload,
  text: VariableText,
};

/** A payload as bytes, as a fill or as hex with variables; what it is turned into has the same bytes. */
export function PayloadEditor(props: FieldEditorProps) {
  const { value, onChange, context } = props;
  const [asText, setAsText] = useState(false);
  const written = formOf(value);
  const form = asText && written === 'bytes' ? 'text' : written;
  const choose = (next: PayloadForm) => {
    if (next === form) return;
    setAsText(next === 'text');
    const isHex = written === 'bytes' && next !== 'fill';
    if (!isHex) onChange(asForm(value, next, context.variables));
  };
  const Editor = editors[form];
  return (
    <div className={styles.payload}>
      <div className={styles.forms} role="toolbar" aria-label={`How ${props.field.name} is written`}>
        {forms.map(({ id, title, doc }) => (
          <button key={id} type="button" aria-pressed={form === id} title={doc} onClick={() => choose(id)}>
            {title}
          </button>
        ))}
      </div>
      <Editor {...props} />
    </div>
  );
}

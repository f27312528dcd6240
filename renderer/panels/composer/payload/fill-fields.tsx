import { fillSchemas } from '../../../../native-bridge/contract/fills.ts';
import type { EditorContext } from '../field-editor.tsx';
import { type FieldForm, withField } from '../fields.ts';
import { Choice, NumberEditor } from '../number-editor.tsx';
import { parametersOf, withPattern } from './form.ts';
import styles from './payload.module.css';

const patterns = [...fillSchemas.keys()];

type Fill = Readonly<Record<string, unknown>>;

/** A byte has no byte order. */
const isAsked = ({ name }: FieldForm, { width = 1, pattern }: Fill) =>
  name !== 'order' || pattern === 'address' || Number(width) !== 1;

interface FillFieldsProps {
  readonly fill: Fill;
  readonly onChange: (fill: Record<string, unknown>) => void;
  readonly context: EditorContext;
}

/** A pattern and what it needs. */
export function FillFields({ fill, onChange, context }: FillFieldsProps) {
  const pattern = String(fill.pattern);
  const change = (name: string, value: unknown) => onChange(withField(fill as Record<string, unknown>, name, value));
  return (
    <>
      <label className={styles.row}>
        <span>pattern</span>
        <select
          aria-label="Pattern"
          value={pattern}
          onChange={(event) => onChange({ ...rest(fill), ...withPattern(fill, event.target.value) })}
        >
          {patterns.map((id) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      {parametersOf(pattern)
        .filter((field) => isAsked(field, fill))
        .map((field) =>
          field.type === 'bytes' ? (
            <label key={field.name} className={styles.row}>
              <span>{field.name}</span>
              <input
                className={styles.mono}
                value={String(fill[field.name] ?? '')}
                placeholder="hex, repeated"
                spellCheck={false}
                onChange={(event) => change(field.name, event.target.value)}
              />
            </label>
          ) : field.type === 'choice' ? (
            <Choice
              key={field.name}
              field={field}
              value={fill[field.name]}
              onChange={(value) => change(field.name, choiceOf(String(value)))}
              context={context}
            />
          ) : (
            <NumberEditor
              key={field.name}
              field={field}
              value={fill[field.name]}
              onChange={(value) => change(field.name, value)}
              context={context}
            />
          ),
        )}
    </>
  );
}

/** What a fill has beside its pattern: its length, where it is a payload. */
const rest = ({ length }: Fill) => (length === undefined ? {} : { length });

/** Widths are numbers, orders are words. */
const choiceOf = (text: string) => (/^[0-9]+$/.test(text) ? Number(text) : text);

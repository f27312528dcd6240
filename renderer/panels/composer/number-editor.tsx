import { NumberField } from '../../widgets/number-field/number-field.tsx';
import styles from './composer.module.css';
import type { FieldEditorProps } from './field-editor.tsx';
import { quantityOf, readNumber } from './quantities.ts';

/** A number or a sum with variables, with what it comes to. */
export function NumberEditor({ field, value, onChange, context }: FieldEditorProps) {
  const text = value === undefined ? '' : String(value);
  const { unit, ...keys } = quantityOf(field.name);
  const empty = field.optional ? field.fallback : undefined;
  return (
    <NumberField
      label={field.name}
      text={text}
      onText={(typed) => onChange(typed)}
      placeholder={field.optional ? (empty ?? 'left out') : '0x0'}
      {...readNumber(text, context.variables, unit, field.problemOf)}
      {...keys}
    />
  );
}

/** One of some words or numbers. */
export function Choice({ field, value, onChange }: FieldEditorProps) {
  const chosen = String(value ?? field.fallback ?? '');
  return (
    <label className={styles.name}>
      <span>{field.name}</span>
      <select aria-label={field.name} value={chosen} onChange={(event) => onChange(event.target.value)}>
        {field.choices!.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}

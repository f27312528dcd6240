import { useId } from 'react';
import styles from './number-field.module.css';

export interface NumberFieldProps {
  readonly label: string;
  /** Text as typed: hex, decimal, or what else the owner understands. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The value in both bases, or what else is known of it. */
  readonly hint?: string;
  /** What is wrong with the text. */
  readonly problem?: string;
  readonly placeholder?: string;
}

/** A number as typed, with its other readings beside it. */
export function NumberField({ label, text, onText, hint, problem, placeholder }: NumberFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={label}
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      <span id={`${id}-hint`} className={problem === undefined ? styles.hint : styles.problem} title={problem ?? hint}>
        {problem ?? hint}
      </span>
    </div>
  );
}

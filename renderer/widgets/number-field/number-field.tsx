import { type KeyboardEvent, useId } from 'react';
import { hexNumber, parseUnsigned } from '../../../native-bridge/abi/hex.ts';
import styles from './number-field.module.css';
import { parseNumber } from './number-text.ts';
import { steppedText } from './step-number.ts';

export interface NumberFieldProps {
  readonly label: string;
  /** Text as typed: hex, decimal, or what else the owner understands. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The value in its other base and its unit, or what else is known of it. */
  readonly hint?: string;
  /** What is wrong with the text. */
  readonly problem?: string;
  readonly placeholder?: string;
  /** What the arrow keys add; Page Up and Page Down add `page`. Numbers are kept multiples of it. */
  readonly step?: bigint;
  readonly page?: bigint;
}

const KEYS: Readonly<Record<string, readonly ['step' | 'page', 1 | -1]>> = {
  ArrowUp: ['step', 1],
  ArrowDown: ['step', -1],
  PageUp: ['page', 1],
  PageDown: ['page', -1],
};

/** A number as typed, with its other readings beside it. Arrow keys step it; `4 KiB` becomes a number when the field is left. */
export function NumberField(props: NumberFieldProps) {
  const { label, text, onText, hint, problem, placeholder, step } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const [by, direction] = KEYS[event.key] ?? [];
    const amount = by && props[by];
    const next = amount && direction && !event.ctrlKey && !event.altKey && steppedText(text, amount, direction);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onText(next);
  };
  const onBlur = () => {
    const sized = parseUnsigned(text) === undefined ? parseNumber(text) : undefined;
    if (sized !== undefined) onText(hexNumber(sized));
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.value}>
        <input
          id={id}
          name={label}
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-hint`}
          title={step === undefined ? undefined : 'Up and Down step it, Page Up and Page Down by more'}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
        />
        <span
          id={`${id}-hint`}
          className={problem === undefined ? styles.hint : styles.problem}
          title={problem ?? hint}
        >
          {problem ?? hint}
        </span>
      </div>
    </div>
  );
}

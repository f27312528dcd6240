import { type FormEvent, useState } from 'react';
import { NUMBER_WIDTHS, type NumberType } from '../../../../electron/contract/programs/expression.ts';
import { groupedHex } from '../../../../native-bridge/abi/hex.ts';
import type { ByteOrder } from '../../../../native-bridge/abi/types.ts';
import { writeWord } from '../../../../native-bridge/contract/fills.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { inspect } from '../../../widgets/hex-view/inspect.ts';
import { groupedDecimal, parseNumber } from '../../../widgets/number-field/number-text.ts';
import styles from './payload.module.css';

const types = Object.keys(NUMBER_WIDTHS) as NumberType[];
const orderOf = (type: NumberType): ByteOrder => (type.endsWith('le') ? 'le' : 'be');

/** Bytes of a number of a type, or why it has none. */
export function typedBytes(text: string, type: NumberType): { readonly bytes?: Uint8Array; readonly problem?: string } {
  const value = parseNumber(text);
  if (value === undefined) return { problem: text.trim() === '' ? 'Type a number first.' : `"${text}" is no number.` };
  const width = NUMBER_WIDTHS[type];
  if (BigInt.asUintN(8 * width, value) !== value) return { problem: `${text} does not fit ${type}.` };
  const bytes = new Uint8Array(width);
  writeWord(bytes, 0, value, width, orderOf(type));
  return { bytes };
}

/** The number of this type at the cursor, in both bases. */
function readingAt(bytes: Uint8Array, at: number, type: NumberType): string {
  const found = inspect(bytes, at).find((one) => type.startsWith(one.type));
  const value = found?.[orderOf(type)];
  return value === undefined ? 'too few bytes are left' : `${groupedHex(value)} · ${groupedDecimal(value)}`;
}

interface TypedValueProps {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly onBytes: (bytes: Uint8Array) => void;
}

/** The bytes at the cursor as a number, and another number in their place. Enter puts it there. */
export function TypedValue({ bytes, at, onBytes }: TypedValueProps) {
  const [type, setType] = useState<NumberType>('u32be');
  const [text, setText] = useState('');
  const { bytes: put, problem } = typedBytes(text, type);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (put) onBytes(put);
  };
  return (
    <form className={styles.typed} onSubmit={submit}>
      <select
        aria-label="Type of the number"
        value={type}
        onChange={(event) => setType(event.target.value as NumberType)}
      >
        {types.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <span className={styles.now} title="At the cursor">
        {readingAt(bytes, at, type)}
      </span>
      <input
        aria-label="Number to put at the cursor"
        placeholder="0x… or decimal"
        value={text}
        spellCheck={false}
        aria-invalid={text !== '' && problem !== undefined}
        title={text === '' ? undefined : problem}
        onChange={(event) => setText(event.target.value)}
      />
      <Action reason={problem} onClick={() => put && onBytes(put)}>
        Put at cursor
      </Action>
    </form>
  );
}

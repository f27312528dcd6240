import { forwardRef, useState } from 'react';
import { bothBases, parseNumber } from '../../widgets/number-field/number-text.ts';
import styles from './bytes.module.css';

/** The offset in `text`, when it lies inside `length` bytes. Digits without prefix are hex, as offsets are written. */
export function parseOffset(text: string, length: number): number | undefined {
  const bare = /^[0-9a-f_]+$/i.test(text.trim()) ? `0x${text.trim()}` : text;
  const value = parseNumber(bare);
  return value !== undefined && value < BigInt(length) ? Number(value) : undefined;
}

interface GoToProps {
  readonly length: number;
  readonly onGo: (offset: number) => void;
}

/** Where to go, by offset: Enter goes there. */
export const GoTo = forwardRef<HTMLInputElement, GoToProps>(function GoTo({ length, onGo }, ref) {
  const [text, setText] = useState('');
  const offset = parseOffset(text, length);
  const wrong = text !== '' && offset === undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (offset !== undefined) onGo(offset);
      }}
    >
      <input
        ref={ref}
        className={styles.goto}
        value={text}
        placeholder="Go to 0x…"
        aria-label="Go to offset"
        aria-invalid={wrong}
        title={wrong ? `There are ${bothBases(length)} bytes here.` : 'Offset in hex (Ctrl+G)'}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
});

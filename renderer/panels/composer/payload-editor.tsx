import { useState } from 'react';
import { parseHex, toHex } from '../../../native-bridge/abi/hex.ts';
import { MAX_TRANSFER_BYTES } from '../../../native-bridge/contract/limits.ts';
import { Action } from '../../widgets/action/action.tsx';
import type { HexCursor } from '../../widgets/hex-view/cursor.ts';
import { resize } from '../../widgets/hex-view/edit.ts';
import { HexView } from '../../widgets/hex-view/hex-view.tsx';
import { NumberField } from '../../widgets/number-field/number-field.tsx';
import { bothBases, parseNumber } from '../../widgets/number-field/number-text.ts';
import styles from './composer.module.css';
import type { FieldEditorProps } from './field-editor.tsx';
import { fillPatterns } from './fill-pattern.ts';

/** Length of the payload as typed; a legal one cuts or pads the bytes at once. */
function Length({ bytes, onBytes }: { readonly bytes: Uint8Array; readonly onBytes: (bytes: Uint8Array) => void }) {
  const [typed, setTyped] = useState<string>();
  const length = typed === undefined ? undefined : parseNumber(typed);
  const legal = length !== undefined && length <= BigInt(MAX_TRANSFER_BYTES);
  const current = legal && Number(length) === bytes.length ? typed : undefined;
  return (
    <NumberField
      label="length"
      text={current ?? (typed !== undefined && !legal ? typed : String(bytes.length))}
      hint={bothBases(bytes.length)}
      problem={typed !== undefined && !legal ? `0 to ${MAX_TRANSFER_BYTES} bytes` : undefined}
      onText={(text) => {
        setTyped(text);
        const wanted = parseNumber(text);
        if (wanted !== undefined && wanted <= BigInt(MAX_TRANSFER_BYTES)) onBytes(resize(bytes, Number(wanted)));
      }}
    />
  );
}

/** Fills the payload with a pattern at its present length. */
function Fill({ length, onBytes }: { readonly length: number; readonly onBytes: (bytes: Uint8Array) => void }) {
  const [pattern, setPattern] = useState(fillPatterns[0]!);
  const [parameter, setParameter] = useState(pattern.usual);
  const choose = (id: string) => {
    const chosen = fillPatterns.find((one) => one.id === id)!;
    setPattern(chosen);
    setParameter(chosen.usual);
  };
  return (
    <div className={styles.fill}>
      <span>fill</span>
      <select aria-label="Pattern" value={pattern.id} onChange={(event) => choose(event.target.value)}>
        {fillPatterns.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {pattern.asks && (
        <input
          aria-label={pattern.asks}
          placeholder={pattern.asks}
          value={parameter}
          onChange={(event) => setParameter(event.target.value)}
        />
      )}
      <Action onClick={() => onBytes(pattern.make(length, parameter))}>Fill</Action>
    </div>
  );
}

const START: HexCursor = { at: 0, anchor: 0 };

/** Bytes in hex: typed, pasted as a dump, filled with a pattern. Text with `$variables` stays text. */
export function PayloadEditor({ field, value, onChange }: FieldEditorProps) {
  const [cursor, setCursor] = useState(START);
  const text = typeof value === 'string' ? value : '';
  const bytes = parseHex(text);
  const setBytes = (changed: Uint8Array) => onChange(toHex(changed));
  if (!bytes)
    return (
      <label className={styles.text}>
        <span>{field.name}</span>
        <textarea value={text} rows={4} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
      </label>
    );
  return (
    <div className={styles.payload}>
      <Length bytes={bytes} onBytes={setBytes} />
      <Fill length={bytes.length} onBytes={setBytes} />
      <div className={styles.hex} style={{ height: Math.min(12, Math.ceil((bytes.length + 1) / 16)) * 20 + 24 }}>
        <HexView
          label={`Payload ${field.name}, editable`}
          bytes={bytes}
          cursor={{ at: Math.min(cursor.at, bytes.length), anchor: Math.min(cursor.anchor, bytes.length) }}
          onCursor={setCursor}
          onEdit={setBytes}
          limit={MAX_TRANSFER_BYTES}
        />
      </div>
    </div>
  );
}

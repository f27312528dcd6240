import { useMemo, useState } from 'react';
import { countOf } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import type { HexCursor } from '../../../widgets/hex-view/cursor.ts';
import { recognise } from '../../../widgets/hex-view/dumps/index.ts';
import { HexView } from '../../../widgets/hex-view/hex-view.tsx';
import styles from './payload.module.css';

/** Where pasted bytes go. */
export type PastePlace = 'replace' | 'insert' | 'overwrite';

interface PasteBoxProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onBytes: (bytes: Uint8Array, place: PastePlace) => void;
  readonly onClose: () => void;
}

const START: HexCursor = { at: 0, anchor: 0 };
const NOTHING = 'This is no dump of xxd, hexdump, od or C, and no hex; or a line of it is missing.';

/** A dump as pasted, what it is taken for, and the bytes that gives; nothing goes into the payload before a button says so. */
export function PasteBox({ text, onText, onBytes, onClose }: PasteBoxProps) {
  const found = useMemo(() => recognise(text), [text]);
  const [chosen, setChosen] = useState<string>();
  const [cursor, setCursor] = useState(START);
  const reading = found.find(({ format }) => format.id === chosen) ?? found[0];
  const reason = reading ? undefined : text.trim() === '' ? 'Paste a dump above.' : NOTHING;
  const put = (place: PastePlace) => reading && onBytes(reading.bytes, place);
  return (
    <section className={styles.paste} aria-label="Paste a dump" data-testid="paste-box">
      <textarea
        className={styles.text}
        aria-label="Dump"
        rows={4}
        spellCheck={false}
        value={text}
        placeholder="00000000: 5a5a 0102  …  xxd, hexdump -C, hexdump, od, a C array, hex"
        // biome-ignore lint/a11y/noAutofocus: it was opened to paste into
        autoFocus
        onChange={(event) => onText(event.target.value)}
      />
      {reading ? (
        <>
          <label className={styles.reading}>
            taken for
            <select
              aria-label="Form of the dump"
              value={reading.format.id}
              onChange={(event) => setChosen(event.target.value)}
            >
              {found.map(({ format, bytes }) => (
                <option key={format.id} value={format.id}>
                  {`${format.title} · ${countOf(bytes.length, 'byte')}`}
                </option>
              ))}
            </select>
          </label>
          <div className={styles.hex} style={{ height: Math.min(5, Math.ceil(reading.bytes.length / 8)) * 20 + 24 }}>
            <HexView
              label="Bytes of the dump"
              bytes={reading.bytes}
              cursor={cursor.at < reading.bytes.length ? cursor : START}
              onCursor={setCursor}
              limit={reading.bytes.length}
            />
          </div>
        </>
      ) : (
        <p className={styles.dim} role="status">
          {reason}
        </p>
      )}
      <div className={styles.tools}>
        <Action look={reading ? 'primary' : 'normal'} reason={reason} onClick={() => put('replace')}>
          Replace the payload
        </Action>
        <Action reason={reason} onClick={() => put('overwrite')}>
          Overwrite at the cursor
        </Action>
        <Action reason={reason} onClick={() => put('insert')}>
          Insert at the cursor
        </Action>
        <Action look="plain" onClick={onClose}>
          Cancel
        </Action>
      </div>
    </section>
  );
}

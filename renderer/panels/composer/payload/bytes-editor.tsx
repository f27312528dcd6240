import { useMemo, useState } from 'react';
import { parseHex, toHex } from '../../../../native-bridge/abi/hex.ts';
import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import type { TextCoding } from '../../../widgets/hex-view/coding.ts';
import { type HexCursor, selectedRange } from '../../../widgets/hex-view/cursor.ts';
import { recognise } from '../../../widgets/hex-view/dumps/index.ts';
import { type EditMode, overwrite, resize, splice } from '../../../widgets/hex-view/edit.ts';
import { HexView } from '../../../widgets/hex-view/hex-view.tsx';
import type { FieldEditorProps } from '../field-editor.tsx';
import { ByteTools } from './byte-tools.tsx';
import { LengthField } from './length-field.tsx';
import { PasteBox, type PastePlace } from './paste-box.tsx';
import styles from './payload.module.css';
import { TypedValue } from './typed-value.tsx';

const START: HexCursor = { at: 0, anchor: 0 };
const ROW_HEIGHT = 20;
const FRAME = 24;
const MOST_ROWS = 14;

/** Where the cursor and the selection are, in words. */
function placeText({ at, anchor }: HexCursor, length: number): string {
  const selected = at === anchor ? '' : ` · ${Math.abs(at - anchor) + 1} selected`;
  return `at 0x${at.toString(16)} · ${at} of ${length}${selected}`;
}

/** Puts bytes where a person said. */
function placed(bytes: Uint8Array, put: Uint8Array, { at, anchor }: HexCursor, place: PastePlace): Uint8Array {
  if (place === 'replace') return put.slice(0, MAX_TRANSFER_BYTES);
  const { offset, length } = selectedRange({ at, anchor });
  if (place === 'overwrite') return overwrite(bytes, offset, put, MAX_TRANSFER_BYTES);
  return splice(bytes, offset, at === anchor ? 0 : length, put, MAX_TRANSFER_BYTES);
}

/** Text that is plainly hex goes in at once; a dump is shown first. */
const isPlain = (text: string) => parseHex(text) !== undefined && recognise(text)[0]?.format.id === 'hex';

/** Bytes in hex and text, edited in place; files, pasted dumps and numbers go in at the cursor. */
export function BytesEditor({ field, value, onChange, context }: FieldEditorProps) {
  const [cursor, setCursor] = useState(START);
  const [mode, setMode] = useState<EditMode>('overwrite');
  const [coding, setCoding] = useState<TextCoding>('ascii');
  const [dump, setDump] = useState<string>();
  const text = String(value ?? '');
  const bytes = useMemo(() => parseHex(text) ?? new Uint8Array(), [text]);
  const setBytes = (changed: Uint8Array) => onChange(toHex(changed));
  const last = Math.min(bytes.length, MAX_TRANSFER_BYTES - 1);
  const inside = { at: Math.min(cursor.at, last), anchor: Math.min(cursor.anchor, last) };
  const { offset, length } = selectedRange(inside);
  return (
    <>
      <LengthField length={bytes.length} onLength={(wanted) => setBytes(resize(bytes, wanted))} context={context} />
      <ByteTools
        mode={mode}
        onMode={setMode}
        coding={coding}
        onCoding={setCoding}
        onLoad={setBytes}
        isPasting={dump !== undefined}
        onPaste={() => setDump(dump === undefined ? '' : undefined)}
        place={placeText(inside, bytes.length)}
      />
      {dump !== undefined && (
        <PasteBox
          text={dump}
          onText={setDump}
          onBytes={(put, place) => {
            setBytes(placed(bytes, put, inside, place));
            setDump(undefined);
          }}
          onClose={() => setDump(undefined)}
        />
      )}
      <div
        className={styles.hex}
        style={{ height: Math.min(MOST_ROWS, Math.max(2, Math.ceil((bytes.length + 1) / 8))) * ROW_HEIGHT + FRAME }}
      >
        <HexView
          label={`Payload ${field.name}, editable`}
          bytes={bytes}
          cursor={inside}
          onCursor={setCursor}
          onEdit={setBytes}
          limit={MAX_TRANSFER_BYTES}
          coding={coding}
          lit={inside.at === inside.anchor ? undefined : { offset, length }}
          mode={mode}
          onMode={setMode}
          onPasted={(pasted) => {
            if (isPlain(pasted)) return false;
            setDump(pasted);
            return true;
          }}
        />
      </div>
      <TypedValue
        onBytes={(put) => {
          setBytes(
            mode === 'insert'
              ? splice(bytes, inside.at, 0, put, MAX_TRANSFER_BYTES)
              : overwrite(bytes, inside.at, put, MAX_TRANSFER_BYTES),
          );
          const next = Math.min(inside.at + put.length, MAX_TRANSFER_BYTES - 1);
          setCursor({ at: next, anchor: next });
        }}
        bytes={bytes}
        at={inside.at}
      />
    </>
  );
}

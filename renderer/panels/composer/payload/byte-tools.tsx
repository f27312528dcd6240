import { useState } from 'react';
import { MAX_TRANSFER_BYTES } from '../../../../native-bridge/contract/limits.ts';
import { countText } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import type { TextCoding } from '../../../widgets/hex-view/coding.ts';
import type { EditMode } from '../../../widgets/hex-view/edit.ts';
import styles from './payload.module.css';

interface ByteToolsProps {
  readonly mode: EditMode;
  readonly onMode: (mode: EditMode) => void;
  readonly coding: TextCoding;
  readonly onCoding: (coding: TextCoding) => void;
  readonly onLoad: (bytes: Uint8Array) => void;
  readonly isPasting: boolean;
  readonly onPaste: () => void;
  /** Cursor and selection in words. */
  readonly place: string;
}

/** Reads a file of the user's machine. */
function LoadFile({ onLoad }: Pick<ByteToolsProps, 'onLoad'>) {
  const [problem, setProblem] = useState<string>();
  const load = async (file: File) => {
    if (file.size > MAX_TRANSFER_BYTES)
      return setProblem(
        `${file.name} has ${countText(file.size)} bytes; a request takes ${countText(MAX_TRANSFER_BYTES)}.`,
      );
    try {
      onLoad(new Uint8Array(await file.arrayBuffer()));
      setProblem(undefined);
    } catch {
      setProblem(`${file.name} cannot be read.`);
    }
  };
  return (
    <>
      <label className={styles.file} title="Take all bytes of a file of this machine as the payload">
        File …
        <input
          type="file"
          aria-label="Load the payload from a file"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void load(file);
          }}
        />
      </label>
      {problem && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

/** How bytes are typed, where the cursor is, and where else bytes come from. */
export function ByteTools(props: ByteToolsProps) {
  const { mode, onMode, coding, onCoding, onLoad, isPasting, onPaste, place } = props;
  return (
    <div className={styles.tools} role="toolbar" aria-label="Editing bytes">
      <Action
        aria-pressed={mode === 'insert'}
        title={mode === 'insert' ? 'Typing pushes bytes on' : 'Typing replaces bytes'}
        hint="Insert"
        onClick={() => onMode(mode === 'insert' ? 'overwrite' : 'insert')}
      >
        {mode === 'insert' ? 'Inserting' : 'Overwriting'}
      </Action>
      <select
        aria-label="Text column"
        title="Text column (Alt+T types into it)"
        value={coding}
        onChange={(event) => onCoding(event.target.value as TextCoding)}
      >
        <option value="ascii">ASCII</option>
        <option value="ebcdic">EBCDIC 037</option>
      </select>
      <Action aria-pressed={isPasting} onClick={onPaste}>
        Paste a dump …
      </Action>
      <LoadFile onLoad={onLoad} />
      <span className={styles.place}>{place}</span>
    </div>
  );
}

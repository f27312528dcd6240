import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import { decodeText, encodeText, type TextCoding } from './coding.ts';
import { type HexCursor, type HexGrid, moveCursor, selectedRange } from './cursor.ts';
import { type EditMode, overwrite, remove, splice, typeDigit } from './edit.ts';
import type { Pane } from './hex-row.tsx';
import { parsePastedBytes } from './paste.ts';

export interface HexEditing {
  readonly bytes: Uint8Array;
  readonly cursor: HexCursor;
  readonly onCursor: (cursor: HexCursor) => void;
  /** Absent = read only. */
  readonly onEdit?: (bytes: Uint8Array) => void;
  /** Longest payload typing and pasting may make. */
  readonly limit: number;
  /** Overwrites unless said otherwise. */
  readonly mode?: EditMode;
  /** The Insert key. */
  readonly onMode?: (mode: EditMode) => void;
  /** Takes pasted text in place of the view; false leaves it to the view. */
  readonly onPasted?: (text: string) => boolean;
}

const at = (place: number): HexCursor => ({ at: place, anchor: place });

/** Keyboard and clipboard of the hex view: moving, selecting, copying, and typing where editing is allowed. */
export function useHexKeys(editing: HexEditing & { readonly coding: TextCoding }, grid: () => Omit<HexGrid, 'length'>) {
  const { bytes, cursor, onCursor, onEdit, limit, mode = 'overwrite', onMode, onPasted, coding } = editing;
  const [nibble, setNibble] = useState<0 | 1>(0);
  const [pane, setPane] = useState<Pane>('hex');
  const places = onEdit ? Math.min(bytes.length + 1, limit) : bytes.length;

  /** Puts bytes at the cursor: over what is there, or in place of the selection. */
  function put(inserted: Uint8Array): boolean {
    if (!onEdit || inserted.length === 0) return false;
    const { offset, length } = selectedRange(cursor);
    const replaced = cursor.at === cursor.anchor ? 0 : length;
    onEdit(
      mode === 'insert'
        ? splice(bytes, offset, replaced, inserted, limit)
        : overwrite(bytes, replaced > 0 ? offset : cursor.at, inserted, limit),
    );
    onCursor(at(Math.min((replaced > 0 ? offset : cursor.at) + inserted.length, limit - 1)));
    return true;
  }

  function digit(key: string): boolean {
    if (!onEdit || cursor.at >= limit) return false;
    onEdit(typeDigit(bytes, cursor.at, nibble, key, limit, mode));
    onCursor(at(nibble === 1 ? Math.min(cursor.at + 1, limit - 1) : cursor.at));
    setNibble(nibble === 0 ? 1 : 0);
    return true;
  }

  function character(key: string): boolean {
    const encoded = onEdit && [...key].length === 1 ? encodeText(key, coding) : undefined;
    return encoded !== undefined && put(encoded);
  }

  function erase(key: string): boolean {
    if (!onEdit) return false;
    const { offset, length } = selectedRange(cursor);
    const from = key === 'Backspace' && length === 1 ? offset - 1 : offset;
    if (from < 0) return false;
    onEdit(remove(bytes, from, length));
    onCursor(at(from));
    return true;
  }

  function all(): boolean {
    if (bytes.length === 0) return false;
    onCursor({ at: bytes.length - 1, anchor: 0 });
    return true;
  }

  /** Keys that change how one edits, not what. */
  function turn(event: KeyboardEvent): boolean {
    if (event.altKey && event.key.toLowerCase() === 't') setPane(pane === 'hex' ? 'text' : 'hex');
    else if (event.key === 'Insert' && onMode) onMode(mode === 'insert' ? 'overwrite' : 'insert');
    else return false;
    setNibble(0);
    return true;
  }

  function handle(event: KeyboardEvent): boolean {
    if (onEdit && !event.ctrlKey && !event.metaKey && turn(event)) return true;
    if (event.altKey || event.metaKey) return false;
    const moved = moveCursor(cursor, event, { ...grid(), length: places });
    if (moved) {
      setNibble(0);
      onCursor(moved);
      return true;
    }
    if (event.ctrlKey) return event.key === 'a' && all();
    if (event.key === 'Backspace' || event.key === 'Delete') return erase(event.key);
    if (pane === 'text') return character(event.key);
    return /^[0-9a-f]$/i.test(event.key) && digit(event.key);
  }

  function copy(event: ClipboardEvent): void {
    const { offset, length } = selectedRange(cursor);
    const selected = bytes.subarray(offset, offset + length);
    event.clipboardData.setData('text/plain', pane === 'text' ? decodeText(selected, coding) : toHex(selected));
    event.preventDefault();
  }

  return {
    pane,
    setPane: (next: Pane) => {
      setNibble(0);
      setPane(onEdit ? next : 'hex');
    },
    onKeyDown(event: KeyboardEvent) {
      if (!handle(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onCopy: copy,
    onCut(event: ClipboardEvent) {
      if (!onEdit) return;
      copy(event);
      erase('Delete');
    },
    onPaste(event: ClipboardEvent) {
      const text = event.clipboardData.getData('text');
      event.preventDefault();
      if (!onEdit) return;
      if (pane === 'text') {
        const encoded = encodeText(text, coding);
        if (encoded) put(encoded);
        else onPasted?.(text);
      } else if (!onPasted?.(text)) {
        const pasted = parsePastedBytes(text);
        if (pasted) put(pasted);
      }
    },
  };
}

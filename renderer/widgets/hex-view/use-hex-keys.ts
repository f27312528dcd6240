import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import { type HexCursor, type HexGrid, moveCursor, selectedRange } from './cursor.ts';
import { paste, remove, typeDigit } from './edit.ts';

export interface HexEditing {
  readonly bytes: Uint8Array;
  readonly cursor: HexCursor;
  readonly onCursor: (cursor: HexCursor) => void;
  /** Absent = read only. */
  readonly onEdit?: (bytes: Uint8Array) => void;
  /** Longest payload typing and pasting may make. */
  readonly limit: number;
}

const at = (place: number): HexCursor => ({ at: place, anchor: place });

/** Keyboard and clipboard of the hex view: moving, selecting, copying, and typing where editing is allowed. */
export function useHexKeys(
  { bytes, cursor, onCursor, onEdit, limit }: HexEditing,
  grid: () => Omit<HexGrid, 'length'>,
) {
  const [nibble, setNibble] = useState<0 | 1>(0);
  const places = onEdit ? Math.min(bytes.length + 1, limit) : bytes.length;

  function type(digit: string): boolean {
    if (!onEdit || cursor.at >= limit) return false;
    onEdit(typeDigit(bytes, cursor.at, nibble, digit, limit));
    if (nibble === 1) onCursor(at(Math.min(cursor.at + 1, limit - 1)));
    setNibble(nibble === 0 ? 1 : 0);
    return true;
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

  function handle(event: KeyboardEvent): boolean {
    if (event.altKey || event.metaKey) return false;
    const moved = moveCursor(cursor, event, { ...grid(), length: places });
    if (moved) {
      setNibble(0);
      onCursor(moved);
      return true;
    }
    if (event.ctrlKey) return false;
    if (/^[0-9a-f]$/i.test(event.key)) return type(event.key);
    return (event.key === 'Backspace' || event.key === 'Delete') && erase(event.key);
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      if (!handle(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onCopy(event: ClipboardEvent) {
      const { offset, length } = selectedRange(cursor);
      event.clipboardData.setData('text/plain', toHex(bytes.subarray(offset, offset + length)));
      event.preventDefault();
    },
    onPaste(event: ClipboardEvent) {
      const pasted = onEdit && paste(bytes, cursor.at, event.clipboardData.getData('text'), limit);
      if (pasted) onEdit(pasted);
      event.preventDefault();
    },
  };
}

// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid places its rows itself, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { ROW_BYTES } from './copy-as.ts';
import type { FieldRange } from './field-ranges.ts';
import { type ByteRange, type ByteState, HexRow, offsetText, type Pane, type TextCoding } from './hex-row.tsx';
import styles from './hex-view.module.css';
import { type HexEditing, useHexKeys } from './use-hex-keys.ts';

export interface HexViewProps extends HexEditing {
  /** What the bytes are, for those who do not see them. */
  readonly label: string;
  readonly coding?: TextCoding;
  /** Fields to tint, sorted by offset. */
  readonly ranges?: readonly FieldRange[];
  /** Bytes lit as selected. */
  readonly lit?: ByteRange;
  /** What is special about single bytes. */
  readonly stateOf?: (at: number) => ByteState | undefined;
}

const ROW_HEIGHT = 20;
const NO_RANGES: readonly FieldRange[] = [];

const placeOf = (event: PointerEvent): { readonly at: number; readonly pane: Pane } | undefined => {
  const { at, pane } = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset ?? {};
  return at === undefined ? undefined : { at: Number(at), pane: pane === 'text' ? 'text' : 'hex' };
};

/** Width below which sixteen columns with their text do not fit, as a multiple of the font's digit width. */
const WIDE_DIGITS = 80;
const DIGIT_WIDTH = 7.2;

/** Sixteen bytes in a row, or eight where the view is narrow. */
function useColumns(scroll: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(ROW_BYTES);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return undefined;
    const measure = () => setColumns(element.clientWidth < WIDE_DIGITS * DIGIT_WIDTH ? ROW_BYTES / 2 : ROW_BYTES);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroll]);
  return columns;
}

function ColumnHeads({ columns, coding, length }: { columns: number; coding: TextCoding; length: number }) {
  return (
    <div className={styles.header} aria-hidden>
      <span className={styles.offset}>{offsetText(0, length).replaceAll('0', ' ')}</span>
      {Array.from({ length: columns }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns have no identity
        <span key={i} className={`${styles.byte} ${i === 8 ? styles.gap : ''}`}>
          {i.toString(16)}
        </span>
      ))}
      <span className={styles.text}>{coding === 'ascii' ? 'ASCII' : 'EBCDIC'}</span>
    </div>
  );
}

/**
 * Bytes in rows of sixteen with offsets and text, virtualised. Arrows, Page keys, Home and End move the cursor, Shift extends the
 * selection, Ctrl+C copies it; an editable view takes hex digits, or characters in its text column, Insert, Backspace, Delete, Ctrl+X
 * and pasted bytes. Typing goes to the column that was clicked last, Alt+T changes it.
 */
export function HexView({ label, coding = 'ascii', ranges = NO_RANGES, lit, stateOf, ...editing }: HexViewProps) {
  const { bytes, cursor, onCursor, onEdit, limit } = editing;
  const scroll = useRef<HTMLDivElement>(null);
  const id = useId();
  const columns = useColumns(scroll);
  const spare = onEdit && bytes.length < limit ? 1 : 0;
  const rows = useVirtualizer({
    count: Math.ceil((bytes.length + spare) / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const { pane, setPane, ...keys } = useHexKeys({ ...editing, coding }, () => ({
    columns,
    pageRows: Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1),
  }));

  const cursorRow = Math.floor(cursor.at / columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the cursor goes to another row, not on every render
  useEffect(() => rows.scrollToIndex(cursorRow, { align: 'auto' }), [cursorRow]);

  const point = (event: PointerEvent, extend: boolean) => {
    const place = placeOf(event);
    if (!place) return;
    if (!extend) setPane(place.pane);
    onCursor({ at: place.at, anchor: extend ? cursor.anchor : place.at });
  };
  return (
    <div className={styles.view}>
      <ColumnHeads columns={columns} coding={coding} length={bytes.length} />
      <div
        ref={scroll}
        className={styles.scroll}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.options.count}
        aria-readonly={!onEdit}
        aria-activedescendant={bytes.length + spare > 0 ? `${id}-${cursor.at}` : undefined}
        onPointerDown={(event) => point(event, event.shiftKey)}
        onPointerMove={(event) => event.buttons === 1 && point(event, true)}
        {...keys}
      >
        <div
          role="rowgroup"
          style={{ height: rows.getTotalSize(), position: 'relative', minWidth: columns > 8 ? '80ch' : '42ch' }}
        >
          {rows.getVirtualItems().map(({ index, start }) => (
            <HexRow
              key={index}
              id={id}
              bytes={bytes}
              start={index * columns}
              columns={columns}
              top={start}
              coding={coding}
              ranges={ranges}
              lit={lit}
              stateOf={stateOf}
              cursor={cursor.at}
              spare={spare}
              pane={onEdit ? pane : undefined}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

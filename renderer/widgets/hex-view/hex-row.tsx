// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid places its rows itself, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
import { memo } from 'react';
import { shownCharacter, type TextCoding } from './coding.ts';
import { type FieldRange, rangeAt } from './field-ranges.ts';
import styles from './hex-view.module.css';

export type { TextCoding };

/** The two columns that show the same bytes. */
export type Pane = 'hex' | 'text';

/** A half-open range of bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Changed lately, never seen so that nobody knows what it is, or not what it is compared with. */
export type ByteState = 'changed' | 'unknown' | 'differs';

export interface HexRowProps {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Offset of the row's first byte. */
  readonly start: number;
  readonly top: number;
  /** Bytes in a row: 16, or 8 where room is short. */
  readonly columns: number;
  readonly coding: TextCoding;
  readonly ranges: readonly FieldRange[];
  readonly lit?: ByteRange;
  readonly stateOf?: (at: number) => ByteState | undefined;
  readonly cursor: number;
  /** Bytes beyond the end that can be typed into: 1 for an editable payload. */
  readonly spare: number;
  /** Where typing goes. */
  readonly pane?: Pane;
}

const within = (range: ByteRange | undefined, at: number) =>
  range !== undefined && at >= range.offset && at < range.offset + range.length;

/** Offsets take four digits below 64 KiB. */
const SHORT = 0x1_0000;

/** `0040`, or `0001_0040` in more than 64 KiB of bytes, grouped like every other number. */
export function offsetText(offset: number, length: number): string {
  const digits = offset.toString(16);
  return length <= SHORT ? digits.padStart(4, '0') : digits.padStart(8, '0').replace(/(.{4})$/, '_$1');
}

/** One row of sixteen bytes: offset, hex, text. */
export const HexRow = memo(function HexRow(props: HexRowProps) {
  const { id, bytes, start, top, columns, ranges, coding, lit, stateOf, cursor, spare, pane } = props;
  const places = Array.from({ length: Math.min(columns, bytes.length + spare - start) }, (_, i) => start + i);
  const tint = (at: number) => {
    if (within(lit, at)) return styles.lit;
    const range = rangeAt(ranges, at);
    return range < 0 ? '' : range % 2 ? styles.odd : styles.even;
  };
  const title = (at: number) => {
    const range = ranges[rangeAt(ranges, at)];
    return range && `${range.name}${range.text ? ` = ${range.text}` : ''} @${range.offset}, ${range.length} B`;
  };
  return (
    <div
      role="row"
      aria-rowindex={start / columns + 1}
      className={styles.row}
      data-pane={pane}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader" className={styles.offset}>
        {offsetText(start, bytes.length)}
      </span>
      {places.map((at) => (
        <span
          key={at}
          role="gridcell"
          id={`${id}-${at}`}
          data-at={at}
          data-state={stateOf?.(at)}
          title={title(at)}
          aria-selected={within(lit, at) || at === cursor}
          className={`${styles.byte} ${at % 8 === 0 && at > start ? styles.gap : ''} ${tint(at)} ${bytes[at] === 0 ? styles.zero : ''} ${at === cursor ? styles.cursor : ''}`}
        >
          {stateOf?.(at) === 'unknown' ? '··' : (bytes[at]?.toString(16).padStart(2, '0') ?? '··')}
        </span>
      ))}
      <span role="gridcell" className={styles.text} style={{ paddingLeft: padding(places.length, columns) }}>
        {places.map((at) => (
          <span
            key={at}
            data-at={at}
            data-pane="text"
            data-state={stateOf?.(at) === 'differs' ? 'differs' : undefined}
            aria-hidden
            className={`${styles.char} ${tint(at)} ${at === cursor ? styles.cursor : ''}`}
          >
            {at < bytes.length ? shownCharacter(bytes[at]!, coding) : ' '}
          </span>
        ))}
      </span>
    </div>
  );
});

/** Room of the bytes a short last row does not have, so that its text stays in column. */
const padding = (shown: number, columns: number) =>
  `calc(${(columns - shown) * 2.8}ch + ${columns > 8 && shown <= 8 ? 1 : 0}ch)`;

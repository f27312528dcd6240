import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useId, useMemo } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { groupBy } from '../../../electron/contract/group-by.ts';
import { isChosen } from '../../store/chosen-rows.ts';
import { pathOf } from '../../store/paths.ts';
import { indexOfSeq, isGone, rowAt } from '../../store/rows.ts';
import { currentSelection, currentSession, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import grid from '../../widgets/row-grid/row-grid.module.css';
import { ROW_HEIGHT, useRowGrid } from '../../widgets/row-grid/use-row-grid.ts';
import { columns } from './columns.ts';
import styles from './requests.module.css';
import { type ClickKeys, RowLine } from './row-line.tsx';

/** The list, virtualised: only rows in sight are asked for. Follows new rows until the reader scrolls or selects. */
export function RowList() {
  const cache = useStore((state) => currentView(state).rows);
  const follow = useStore((state) => currentView(state).follow);
  const selection = useStore(currentSelection);
  const snapshot = useStore(currentSession)?.snapshot;
  const chosen = useStore((state) => currentView(state).chosen);
  const player = useStore((state) => currentView(state).player);
  const { chooseEveryRow, needRows, selectRow, stepRow, follow: setFollow } = useActions();
  const id = useId();
  const { scroll, height, total, visible, show } = useRowGrid(cache.matched, follow);
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0];
  const selectedSeq = selection.kind === 'request' ? selection.seq : undefined;
  const selectedIndex = selectedSeq === undefined ? undefined : indexOfSeq(cache, selectedSeq);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed count or filter may need other rows
  useEffect(() => needRows(first, last), [first, last, cache.matched, cache.filter, needRows]);

  const cursorSeq = player.moment && player.moment.rows - 1;
  const cursorIndex = cursorSeq === undefined ? undefined : indexOfSeq(cache, cursorSeq);
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes along with the cursor while it moves, and lets the reader scroll while it stands
  useEffect(() => {
    if (cursorIndex !== undefined && cursorIndex >= 0) show(cursorIndex);
  }, [cursorSeq]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls to a new selection, not whenever rows arrive
  useEffect(() => {
    if (!follow && selectedIndex !== undefined) show(selectedIndex);
  }, [selectedSeq, follow]);

  const onSelect = useCallback(
    (row: RequestRow, { shiftKey, ctrlKey, metaKey }: ClickKeys) =>
      selectRow(row, shiftKey ? 'draw' : ctrlKey || metaKey ? 'toggle' : 'alone'),
    [selectRow],
  );
  const notes = useNotes();
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'a') {
      event.preventDefault();
      chooseEveryRow();
    }
    const by = STEPS[event.key]?.(page);
    if (by === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    void stepRow(by, event.shiftKey);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid cannot be a table
    <div
      ref={scroll}
      className={grid.grid}
      role="grid"
      tabIndex={0}
      data-focus=""
      aria-label="Requests"
      aria-multiselectable
      aria-rowcount={cache.matched}
      aria-activedescendant={selectedSeq === undefined ? undefined : `${id}-${selectedSeq}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => isOnScrollbar(event) && setFollow(false)}
      onWheel={({ deltaY }) => deltaY < 0 && follow && setFollow(false)}
    >
      <Head />
      <div className={`${grid.rows} ${styles.rows}`} style={{ height: total }}>
        {visible.map(({ index, start }) => {
          const row = rowAt(cache, index);
          return (
            <RowLine
              key={index}
              id={`${id}-${row?.seq ?? `at-${index}`}`}
              row={row}
              gone={isGone(cache, index)}
              index={index}
              top={start}
              selected={row !== undefined && (row.seq === selectedSeq || isChosen(chosen, row.seq))}
              atCursor={row !== undefined && row.seq === cursorSeq}
              onSelect={onSelect}
              consequence={pathOf(snapshot, row?.path)?.consequence}
              note={row && notes.get(row.seq)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What readers wrote, by the row it is about. */
function useNotes(): ReadonlyMap<number, string> {
  const notes = useStore((state) => currentView(state).notes);
  return useMemo(() => {
    const byRow = groupBy(notes, ({ row }) => row);
    return new Map([...byRow].map(([row, several]) => [row, several.map(({ text }) => text).join('; ')]));
  }, [notes]);
}

const HEAD = { role: 'row' };
const HEADING = { role: 'columnheader' };

function Head() {
  return (
    <div {...HEAD} className={`${grid.head} ${styles.head}`}>
      {columns.map(({ name, look }) => (
        <span key={name} {...HEADING} data-look={look}>
          {name}
        </span>
      ))}
    </div>
  );
}

/** Pressing beside the content of a scrolling box is taking hold of its scrollbar. */
const isOnScrollbar = ({ currentTarget, nativeEvent }: PointerEvent) => nativeEvent.offsetX > currentTarget.clientWidth;

/** Rows to move by, given the rows of a page; Home and End move past either end, which the list bounds. */
const STEPS: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { countText } from '../../text/quantities.ts';
import styles from './runner.module.css';
import { answerText, latencyText, rowPlace, valuesText } from './texts.ts';

const ROW_HEIGHT = 20;

const COLUMNS: readonly { readonly name: string; readonly text: (step: StepRow, iterations: number) => string }[] = [
  { name: 'step', text: ({ at }) => countText(at) },
  { name: 'row', text: rowPlace },
  { name: 'place', text: ({ path }) => path },
  { name: 'op', text: ({ kind }) => kind },
  { name: 'result', text: answerText },
  { name: 'latency', text: latencyText },
  { name: 'what', text: (step) => step.failure ?? [valuesText(step), step.name].filter(Boolean).join('  ') },
];

interface ResultListProps {
  /** Steps there are to scroll through, and which of them are here. */
  readonly count: number;
  readonly from: number;
  readonly rows: readonly StepRow[];
  readonly iterations: number;
  /** Scrolls along with the run. */
  readonly follow: boolean;
  readonly selected?: number;
  readonly onSelect: (step: StepRow) => void;
  /** Enter or a double click. */
  readonly onOpen: (step: StepRow) => void;
  /** Place in the middle of what is seen. */
  readonly onSee: (index: number) => void;
  readonly onFollow: (follow: boolean) => void;
}

/** The steps of a run, one line each, virtualised. Up and Down select, Enter shows the request. */
export function ResultList(props: ResultListProps) {
  const { count, from, rows, iterations, follow, selected, onSelect, onOpen, onSee, onFollow } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const id = useId();
  const lines = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const visible = lines.getVirtualItems();
  const middle = visible[Math.floor(visible.length / 2)]?.index ?? 0;
  useEffect(() => onSee(middle), [middle, onSee]);
  useEffect(() => {
    // One assignment: looking whether it was reached, again and again, costs more than all else.
    if (follow && scroll.current && count > 0) scroll.current.scrollTop = count * ROW_HEIGHT;
  }, [follow, count]);

  const stepTo = (index: number) => {
    const step = rows[index - from];
    if (!step) return;
    onFollow(false);
    onSelect(step);
    lines.scrollToIndex(index, { align: 'auto' });
  };
  const chosen = rows.findIndex(({ at }) => at === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) stepTo(chosen < 0 ? middle : from + chosen + by);
    else if (event.key === 'Enter' && rows[chosen]) onOpen(rows[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid cannot be a table
    <div
      ref={scroll}
      className={styles.list}
      role="grid"
      tabIndex={0}
      data-focus=""
      aria-label="Steps of the run"
      aria-rowcount={count}
      aria-activedescendant={selected === undefined ? undefined : `${id}-${selected}`}
      onKeyDown={onKeyDown}
      onWheel={({ deltaY }) => deltaY < 0 && onFollow(false)}
    >
      <div {...{ role: 'row' }} className={styles.head}>
        {COLUMNS.map(({ name }) => (
          <span key={name} {...{ role: 'columnheader' }} data-column={name}>
            {name}
          </span>
        ))}
      </div>
      <div style={{ position: 'relative', height: lines.getTotalSize() - ROW_HEIGHT }}>
        {visible.map(({ index, start }) => {
          const step = rows[index - from];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of its rows
            // biome-ignore lint/a11y/noStaticElementInteractions: its role is row
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is row
            <div
              key={index}
              {...{ role: 'row', tabIndex: -1 }}
              id={step && `${id}-${step.at}`}
              className={styles.row}
              style={{ transform: `translateY(${start - ROW_HEIGHT}px)` }}
              data-failed={step?.failure !== undefined || undefined}
              aria-selected={step !== undefined && step.at === selected}
              onClick={() => step && stepTo(index)}
              onDoubleClick={() => step && onOpen(step)}
            >
              {step &&
                COLUMNS.map(({ name, text }) => (
                  <span key={name} {...{ role: 'gridcell' }} data-column={name}>
                    {text(step, iterations)}
                  </span>
                ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

import { type KeyboardEvent, useEffect, useId } from 'react';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { countText } from '../../text/quantities.ts';
import grid from '../../widgets/row-grid/row-grid.module.css';
import { useRowGrid } from '../../widgets/row-grid/use-row-grid.ts';
import styles from './runner.module.css';
import { answerText, latencyText, rowPlace, valuesText } from './texts.ts';

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
  const id = useId();
  const { scroll, total, visible, show } = useRowGrid(count, follow);
  const middle = visible[Math.floor(visible.length / 2)]?.index ?? 0;
  useEffect(() => onSee(middle), [middle, onSee]);

  const stepTo = (index: number) => {
    const step = rows[index - from];
    if (!step) return;
    onFollow(false);
    onSelect(step);
    show(index);
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
      className={grid.grid}
      role="grid"
      tabIndex={0}
      data-focus=""
      aria-label="Steps of the run"
      aria-rowcount={count}
      aria-activedescendant={selected === undefined ? undefined : `${id}-${selected}`}
      onKeyDown={onKeyDown}
      onWheel={({ deltaY }) => deltaY < 0 && onFollow(false)}
    >
      <div {...{ role: 'row' }} className={`${grid.head} ${styles.head}`}>
        {COLUMNS.map(({ name }) => (
          <span key={name} {...{ role: 'columnheader' }} data-column={name}>
            {name}
          </span>
        ))}
      </div>
      <div className={grid.rows} style={{ height: total }}>
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
              className={`${grid.row} ${styles.row}`}
              style={{ transform: `translateY(${start}px)` }}
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

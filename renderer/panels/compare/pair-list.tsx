import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ComparedPair } from '../../../electron/contract/compare/messages.ts';
import { requestText } from '../../../electron/contract/compare/pair-line.ts';
import { type Comparison, pairAt } from '../../store/comparison.ts';
import { useActions } from '../../store/use-store.ts';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './compare.module.css';

const ROW_HEIGHT = 20;
const ROW = { role: 'row', tabIndex: -1 };
const CELL = { role: 'gridcell' };

const STEPS: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
};

/** The aligned list, virtualised: only pairs in sight are asked for. With Alt the arrow keys go from difference to difference. */
export function PairList({ comparison }: { readonly comparison: Comparison }) {
  const { listed, at, sought, onlyDifferences } = comparison;
  const { needPairs, selectPair, stepDifference } = useActions();
  const scroll = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count: listed,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const visible = rows.getVirtualItems();
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other pairs in the same places
  useEffect(() => needPairs(first, last), [first, last, listed, onlyDifferences, needPairs]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when a pair is selected, the same one too, not on every render
  useEffect(() => {
    if (at !== undefined) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, sought]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    const page = Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / ROW_HEIGHT) - 1);
    const by = STEPS[event.key]?.(page);
    if (by === undefined || event.ctrlKey || (event.altKey && !isArrow)) return;
    event.preventDefault();
    if (event.altKey) void stepDifference(by > 0 ? 1 : -1);
    else void selectPair(Math.max(0, Math.min(listed - 1, (at ?? -1) + by)));
  };
  if (listed === 0) return <EmptyState>Request by request, both recordings are the same.</EmptyState>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised grid cannot be a table
    <div
      ref={scroll}
      role="grid"
      tabIndex={0}
      className={styles.list}
      data-focus=""
      aria-label="Pairs of requests"
      aria-rowcount={listed}
      aria-activedescendant={at === undefined ? undefined : `${id}-${at}`}
      onKeyDown={onKeyDown}
    >
      <div style={{ position: 'relative', height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => (
          <PairLine
            key={index}
            id={`${id}-${index}`}
            index={index}
            top={start}
            pair={pairAt(comparison, index)}
            selected={index === at}
            onSelect={() => void selectPair(index)}
          />
        ))}
      </div>
    </div>
  );
}

interface PairLineProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly pair: ComparedPair | undefined;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

const SIGNS = { same: '=', different: '≠', missing: '−', added: '+' } as const;

function PairLine({ id, index, top, pair, selected, onSelect }: PairLineProps) {
  const place = { 'aria-rowindex': index + 1, style: { transform: `translateY(${top}px)` } };
  const shared = { ...ROW, ...place, id, className: styles.pair };
  if (!pair) return <div {...shared} data-waiting="true" />;
  const { verdict, left, right } = pair;
  const row = (left ?? right)!;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of its rows
    // biome-ignore lint/a11y/noStaticElementInteractions: its role comes with the shared part
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role comes with the shared part
    <div {...shared} aria-selected={selected} data-verdict={verdict} onClick={onSelect}>
      <span {...CELL} title={verdict}>
        {SIGNS[verdict]}
      </span>
      <span {...CELL}>{left?.seq ?? ''}</span>
      <span {...CELL}>{right?.seq ?? ''}</span>
      <span {...CELL}>{requestText(row)}</span>
      <span {...CELL}>{inWords(pair)}</span>
    </div>
  );
}

/** What differs, in one line. */
function inWords({ verdict, differences }: ComparedPair): string {
  if (verdict === 'missing') return 'only in the left one';
  if (verdict === 'added') return 'only in the right one';
  return differences.map(({ field, left, right }) => `${field}: ${left || '–'} | ${right || '–'}`).join(', ');
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Divergence, ReplayProgress } from '../../../electron/contract/replay/messages.ts';
import type { Replay } from '../../store/state.ts';
import { useActions } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { DifferenceTable } from '../../widgets/difference-table/difference-table.tsx';
import styles from './send-again.module.css';

const ROW_HEIGHT = 20;
/** The keyboard reaches the list. */
const FOCUSABLE = { tabIndex: 0 };
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Requests that went otherwise than recorded: what was expected, what came, where. While it runs the newest, then all that were kept. */
export function Divergences({ replay, progress }: { readonly replay: Replay; readonly progress: ReplayProgress }) {
  const { loadDivergences } = useActions();
  const all = replay.divergences;
  const shown = all.length > 0 ? all : progress.latest;
  const [at, setAt] = useState(0);
  if (shown.length === 0) return null;
  const chosen = shown[Math.min(at, shown.length - 1)]!;
  const isMore = progress.finished && shown.length < progress.divergences;
  return (
    <div className={styles.order}>
      <List shown={shown} at={at} onChoose={setAt} />
      <DifferenceTable
        label={`Request ${chosen.seq}`}
        differences={chosen.differences}
        sides={['expected', 'got']}
        of={`${chosen.seq} ${chosen.where}`}
      />
      {isMore && (
        <Action look="plain" onClick={() => void loadDivergences()}>
          More: {countText(shown.length)} of {countText(progress.divergences)} are shown
        </Action>
      )}
    </div>
  );
}

interface ListProps {
  readonly shown: readonly Divergence[];
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

/** One line each; arrow keys go through them. */
function List({ shown, at, onChoose }: ListProps) {
  const scroll = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(shown.length - 1, at + by));
    onChoose(next);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <section
      ref={scroll}
      className={styles.divergences}
      aria-label="What came otherwise"
      {...FOCUSABLE}
      onKeyDown={onKeyDown}
    >
      <ul style={{ position: 'relative', height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
          <li
            key={index}
            className={styles.divergence}
            aria-current={index === at}
            style={{ transform: `translateY(${start}px)` }}
            onClick={() => onChoose(index)}
          >
            <b>
              {shown[index]!.seq} {shown[index]!.where}
            </b>
            <span>{inWords(shown[index]!)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const inWords = ({ differences }: Divergence): string =>
  differences.map(({ field, left, right }) => `${field}: expected ${left || '–'}, got ${right || '–'}`).join('; ');

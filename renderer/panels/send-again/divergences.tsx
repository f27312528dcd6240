import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Divergence, ReplayProgress } from '../../../electron/contract/replay/messages.ts';
import type { Replay } from '../../store/state.ts';
import { useActions } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { DifferenceTable } from '../../widgets/difference-table/difference-table.tsx';
import styles from './send-again.module.css';

const ROW_HEIGHT = 20;
const OPTION = { role: 'option', tabIndex: -1 };

/** Where a key leads to, from the place `at` of a list of `count`. */
const GOALS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface DivergencesProps {
  readonly replay: Replay;
  readonly progress: ReplayProgress;
}

/** Requests that went otherwise than recorded: what was expected, what came, where. While it runs the newest, then all that were kept. */
export function Divergences({ replay, progress }: DivergencesProps) {
  const { loadDivergences } = useActions();
  const all = replay.divergences;
  const shown = all.length > 0 ? all : progress.latest;
  if (shown.length === 0) return null;
  const isMore = progress.finished && shown.length < progress.divergences;
  return (
    <div className={styles.order}>
      <Chosen key={replay.id} shown={shown} />
      {isMore && (
        <Action look="plain" onClick={() => void loadDivergences()}>
          More: {countText(shown.length)} of {countText(progress.divergences)} are shown
        </Action>
      )}
    </div>
  );
}

/** The list, and all about the chosen one: it stays so when newer ones take its place in the list. */
function Chosen({ shown }: { readonly shown: readonly Divergence[] }) {
  const [chosen, choose] = useState(shown[0]!);
  return (
    <>
      <List shown={shown} chosen={chosen.seq} onChoose={choose} />
      <DifferenceTable
        label={`Request ${chosen.seq}`}
        differences={chosen.differences}
        sides={['expected', 'got']}
        of={`${chosen.seq} ${chosen.where}`}
      />
    </>
  );
}

interface ListProps {
  readonly shown: readonly Divergence[];
  readonly chosen: number;
  readonly onChoose: (divergence: Divergence) => void;
}

/** One line each; arrow keys, Home and End go through them. */
function List({ shown, chosen, onChoose }: ListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const at = shown.findIndex(({ seq }) => seq === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const goal = GOALS[event.key]?.(at, shown.length);
    if (goal === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(shown.length - 1, goal));
    onChoose(shown[next]!);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <div
      ref={scroll}
      role="listbox"
      tabIndex={0}
      className={styles.divergences}
      aria-label="What came otherwise"
      aria-activedescendant={at < 0 ? undefined : `${id}-${chosen}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ position: 'relative', height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const divergence = shown[index]!;
          const { seq, where } = divergence;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
            // biome-ignore lint/a11y/noStaticElementInteractions: its role comes with the shared part
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role comes with the shared part
            <div
              {...OPTION}
              key={index}
              id={`${id}-${seq}`}
              className={styles.divergence}
              aria-selected={seq === chosen}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onChoose(divergence)}
            >
              <b>
                {seq} {where}
              </b>
              <span>{inWords(divergence)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

const inWords = ({ differences }: Divergence): string =>
  differences.map(({ field, left, right }) => `${field}: expected ${left || '–'}, got ${right || '–'}`).join('; ');

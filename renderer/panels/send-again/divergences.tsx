import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Divergence, ReplayProgress } from '../../../electron/contract/replay/messages.ts';
import type { Replay } from '../../store/state.ts';
import { useActions } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './send-again.module.css';

const ROW_HEIGHT = 20;

/** Requests that went otherwise than recorded: what was expected, what came. While it runs the newest, then all that were kept. */
export function Divergences({ replay, progress }: { readonly replay: Replay; readonly progress: ReplayProgress }) {
  const { loadDivergences } = useActions();
  const scroll = useRef<HTMLElement>(null);
  const all = replay.divergences;
  const shown = all.length > 0 ? all : progress.latest;
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  if (shown.length === 0) return null;
  const isMore = progress.finished && shown.length < progress.divergences;
  return (
    <div className={styles.order}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section ref={scroll} className={styles.divergences} aria-label="What came otherwise" tabIndex={0}>
        <ul style={{ position: 'relative', height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <li
              key={index}
              className={styles.divergence}
              style={{ transform: `translateY(${start}px)` }}
              title={inWords(shown[index]!)}
            >
              <b>
                {shown[index]!.seq} {shown[index]!.kind}
              </b>
              <span>{inWords(shown[index]!)}</span>
            </li>
          ))}
        </ul>
      </section>
      {isMore && (
        <Action look="plain" onClick={() => void loadDivergences()}>
          More: {countText(shown.length)} of {countText(progress.divergences)} are shown
        </Action>
      )}
    </div>
  );
}

const inWords = ({ differences }: Divergence): string =>
  differences.map(({ field, left, right }) => `${field}: expected ${left || '–'}, got ${right || '–'}`).join('; ');

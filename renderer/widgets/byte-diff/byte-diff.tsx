import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { countOf } from '../../text/quantities.ts';
import { Action } from '../action/action.tsx';
import { type HexCursor, selectedRange } from '../hex-view/cursor.ts';
import { HexView } from '../hex-view/hex-view.tsx';
import styles from './byte-diff.module.css';
import { type DifferingRun, differingRuns, differsAt, neighbour } from './differences.ts';

export interface ByteDiffProps {
  /** What the two are: `written`, `read`. */
  readonly titles: readonly [string, string];
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  /** Bits that count; absent = all. */
  readonly mask?: Uint8Array;
}

const START: HexCursor = { at: 0, anchor: 0 };
const MOST_ROWS = 6;

function verdict(runs: readonly DifferingRun[], length: number): string {
  if (runs.length === 0) return `The same: ${countOf(length, 'byte')}.`;
  const bytes = runs.reduce((sum, run) => sum + run.length, 0);
  const places = runs.length === 1 ? 'in one place' : `in ${runs.length} places`;
  return `${countOf(bytes, 'byte')} of ${length} ${bytes === 1 ? 'differs' : 'differ'} ${places}, first at 0x${runs[0]!.offset.toString(16)}.`;
}

/** Two runs of bytes, one above the other, with what differs marked. n and p, and the buttons, go from difference to difference. */
export function ByteDiff({ titles, left, right, mask }: ByteDiffProps) {
  const runs = useMemo(() => differingRuns(left, right, mask), [left, right, mask]);
  const [cursor, setCursor] = useState<HexCursor>(() => ({ at: runs[0]?.offset ?? 0, anchor: runs[0]?.offset ?? 0 }));
  const stateOf = (at: number) => (differsAt(left, right, at, mask) ? ('differs' as const) : undefined);
  const go = (direction: 1 | -1) => {
    const run = neighbour(runs, Math.min(cursor.at, cursor.anchor), direction);
    if (run) setCursor({ at: run.offset, anchor: run.offset + run.length - 1 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { n: 1, p: -1 }[event.key] as 1 | -1 | undefined;
    if (!direction || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(direction);
  };
  const reason = runs.length === 0 ? 'Nothing differs.' : undefined;
  const sides = [
    [titles[0], left],
    [titles[1], right],
  ] as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of both views
    <div className={styles.diff} data-testid="byte-diff" data-same={runs.length === 0} onKeyDown={onKeyDown}>
      <p className={styles.verdict} role="status">
        <span>{verdict(runs, Math.max(left.length, right.length))}</span>
        <Action look="plain" label="Previous difference" hint="p" reason={reason} onClick={() => go(-1)}>
          <ChevronUp aria-hidden />
        </Action>
        <Action look="plain" label="Next difference" hint="n" reason={reason} onClick={() => go(1)}>
          <ChevronDown aria-hidden />
        </Action>
      </p>
      {sides.map(([title, bytes]) => (
        <div key={title}>
          <p className={styles.title}>{`${title}, ${countOf(bytes.length, 'byte')}`}</p>
          <div
            className={styles.bytes}
            style={{ height: Math.min(MOST_ROWS, Math.max(1, Math.ceil(bytes.length / 8))) * 20 + 24 }}
          >
            <HexView
              label={`Bytes ${title}`}
              bytes={bytes}
              limit={bytes.length}
              cursor={cursor.at < bytes.length && cursor.anchor < bytes.length ? cursor : START}
              onCursor={setCursor}
              lit={cursor.at === cursor.anchor ? undefined : selectedRange(cursor)}
              stateOf={stateOf}
            />
          </div>
        </div>
      ))}
    </div>
  );
}

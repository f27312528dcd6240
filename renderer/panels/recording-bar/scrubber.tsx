import { SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { sessionTime } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './recording-bar.module.css';

/** The cursor of a recording: drawn along the requests, or moved one by one. Every panel shows the state as of the cursor. */
export function Scrubber({ requests }: { readonly requests: number }) {
  const selection = useStore(currentSelection);
  const at = useStore((state) => selectedRow(currentView(state).rows, currentSelection(state))?.atNs);
  const { stepRow, moveCursor } = useActions();
  const seq = selection.kind === 'request' ? selection.seq : 0;
  const reason = requests === 0 ? 'The recording has no requests.' : undefined;
  const move = (by: number) => () => void stepRow(by);
  return (
    <>
      <span className={styles.steps}>
        <Action look="plain" label="First request" reason={reason} onClick={move(Number.NEGATIVE_INFINITY)}>
          <SkipBack />
        </Action>
        <Action look="plain" label="Previous request" hint="F7" reason={reason} onClick={move(-1)}>
          <StepBack />
        </Action>
        <Action look="plain" label="Next request" hint="F8" reason={reason} onClick={move(1)}>
          <StepForward />
        </Action>
        <Action look="plain" label="Last request" reason={reason} onClick={move(Number.POSITIVE_INFINITY)}>
          <SkipForward />
        </Action>
      </span>
      <input
        type="range"
        className={styles.scrubber}
        aria-label="Cursor in the recording"
        aria-valuetext={`request ${seq}`}
        min={0}
        max={Math.max(0, requests - 1)}
        value={seq}
        disabled={requests === 0}
        onChange={({ target }) => moveCursor(Number(target.value))}
      />
      <span className={styles.at}>{at === undefined ? '' : `${sessionTime(at)} s`}</span>
    </>
  );
}

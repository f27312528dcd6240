import { Square, StepForward } from 'lucide-react';
import { useEffect } from 'react';
import type { ReplayProgress } from '../../../electron/contract/replay/messages.ts';
import { errorLine } from '../../../native-bridge/contract/errors.ts';
import { useDock } from '../../shell/window-context.ts';
import type { Replay } from '../../store/state.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf, countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Divergences } from './divergences.tsx';
import styles from './send-again.module.css';
import { TimingView } from './timing-view.tsx';

/** How sending again goes, or went: how far, what came otherwise, how well the times were met. */
export function ReplayView({ replay }: { readonly replay: Replay }) {
  const { progress } = replay;
  const { loadDivergences } = useActions();
  const finished = progress?.finished === true && replay.id !== undefined;
  useEffect(() => {
    if (finished) void loadDivergences();
  }, [finished, loadDivergences]);
  if (!progress)
    return (
      <p className={styles.state} aria-busy={replay.id === undefined}>
        Getting ready …
      </p>
    );
  return (
    <section className={styles.replay} aria-label="How it goes" data-testid="replay" data-finished={progress.finished}>
      <div className={styles.fields}>
        <State progress={progress} />
        <Controls replay={replay} progress={progress} />
      </div>
      {progress.error && <p className={styles.damage}>{errorLine(progress.error)}</p>}
      <div className={styles.outcome}>
        <Divergences replay={replay} progress={progress} />
        {progress.timing && <TimingView timing={progress.timing} />}
      </div>
    </section>
  );
}

function State({ progress }: { readonly progress: ReplayProgress }) {
  const { done, total, divergences, changedWords } = progress;
  return (
    <p className={styles.state} role="status">
      <progress value={done} max={Math.max(total, 1)} aria-label="Requests sent" />
      <b>{`${countText(done)} of ${countText(total)}`}</b>
      <span>{howItStands(progress)}</span>
      <span className={divergences > 0 ? styles.loud : undefined}>
        {divergences > 0 ? `≠ ${countText(divergences)} came otherwise` : done > 0 && 'all as recorded'}
      </span>
      {changedWords > 0 && <span>{countOf(changedWords, 'number')} changed inside payloads</span>}
    </p>
  );
}

function howItStands({ finished, stopped, waiting, next, stoppedAtDivergence, error }: ReplayProgress): string {
  if (!finished) return waiting ? `waits to send request ${next ?? ''}` : 'sending';
  if (!stopped) return 'done';
  if (error) return 'could not go on';
  return stoppedAtDivergence ? 'stopped where it went otherwise' : 'stopped';
}

function Controls({ replay, progress }: { readonly replay: Replay; readonly progress: ReplayProgress }) {
  const { stepReplay, stopReplay, show, open, compare } = useActions();
  const recording = useStore((state) => state.sessions.find(({ id }) => id === replay.recording)?.address);
  const dock = useDock();
  const { finished, waiting, session, path } = progress;
  const compareBoth = () => {
    if (recording && path) void compare(recording, path);
    dock.show('compare');
  };
  return (
    <div className={styles.fields}>
      {!finished && (
        <Action hint="Shift+Esc" onClick={() => void stopReplay()}>
          <Square aria-hidden /> Stop
        </Action>
      )}
      {!finished && waiting && (
        <Action look="armed" onClick={() => void stepReplay()}>
          <StepForward aria-hidden /> Send the next one
        </Action>
      )}
      <Action look="plain" onClick={() => show(session)}>
        Show its session
      </Action>
      {finished && path && (
        <>
          <Action look="plain" onClick={() => void open(path)}>
            Open its recording
          </Action>
          <Action onClick={compareBoth} reason={recording ? undefined : 'The recording it came from is closed.'}>
            Compare both
          </Action>
        </>
      )}
    </div>
  );
}

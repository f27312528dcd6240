import { Pause, Play, Square } from 'lucide-react';
import { optionsOf } from '../../store/run-form.ts';
import { currentSession, currentView, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { useDraft } from '../composer/use-draft.ts';

/** Runs the program of the composer; pauses, resumes and stops what runs; saves how it went. */
export function RunControls() {
  const progress = useStore((state) => currentView(state).program);
  const { pauseProgram, resumeProgram, stopProgram, saveRunResults } = useActions();
  const running = progress !== undefined && !progress.finished;
  return (
    <>
      {progress && (
        <>
          <Action look="plain" title="Write the results as JUnit XML" onClick={() => void saveRunResults('junit')}>
            JUnit
          </Action>
          <Action look="plain" title="Write the results as JSON" onClick={() => void saveRunResults('json')}>
            JSON
          </Action>
        </>
      )}
      {running ? (
        <>
          {progress.paused ? (
            <Action hint="P" onClick={() => void resumeProgram()}>
              <Play aria-hidden /> Resume
            </Action>
          ) : (
            <Action hint="P" onClick={() => void pauseProgram()}>
              <Pause aria-hidden /> Pause
            </Action>
          )}
          <Action hint="Shift+Esc" onClick={() => void stopProgram()}>
            <Square aria-hidden /> Stop
          </Action>
        </>
      ) : (
        <RunButton />
      )}
    </>
  );
}

/** Runs what the composer holds. */
function RunButton() {
  const { effective, isBehind } = useDraft();
  const { runProgram } = useActions();
  const busy = useStore((state) => currentSession(state)?.running);
  const notArmed = useStore(whyNotArmed);
  const filled = useStore((state) => optionsOf(state.runForm) !== undefined);
  const reason =
    (isBehind ? 'The text in the composer is no program yet.' : undefined) ??
    (effective.steps.length === 0 ? 'The program in the composer has no steps.' : undefined) ??
    (filled ? undefined : 'A field below is not filled in right.') ??
    (busy ? `${busy} is running.` : notArmed);
  return (
    <Action look={reason ? 'normal' : 'armed'} reason={reason} onClick={() => void runProgram(effective)}>
      <Play aria-hidden /> Run {effective.name}
    </Action>
  );
}

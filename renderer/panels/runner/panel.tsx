import { type KeyboardEvent, useCallback, useState } from 'react';
import type { ProgramProgress } from '../../../electron/contract/app-contract.ts';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { useDock } from '../../shell/window-context.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { placeOf } from '../composer/steps.ts';
import { changeDraft, useDraft } from '../composer/use-draft.ts';
import { ResultList } from './result-list.tsx';
import { RowPreview } from './row-preview.tsx';
import { RunControls } from './run-controls.tsx';
import { RunFormView } from './run-form.tsx';
import styles from './runner.module.css';
import { StepDetails } from './step-details.tsx';
import { paceText, secondsText, stateText } from './texts.ts';
import { Totals } from './totals.tsx';
import { useResults } from './use-results.ts';

type Shown = 'all' | 'failed' | 'totals' | 'next';

const SHOWN: readonly { readonly id: Shown; readonly title: string }[] = [
  { id: 'all', title: 'All steps' },
  { id: 'failed', title: 'Failed' },
  { id: 'totals', title: 'By step' },
  { id: 'next', title: 'Next run' },
];

/** Programs as they run: how far, how fast, which step of which row was not as expected. P pauses and resumes. */
export default function RunnerPanel() {
  const progress = useStore((state) => currentView(state).program);
  const { pauseProgram, resumeProgram } = useActions();
  const [shown, setShown] = useState<Shown>('all');
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key !== 'p' || event.ctrlKey || event.altKey || typing || !progress || progress.finished) return;
    event.preventDefault();
    void (progress.paused ? resumeProgram() : pauseProgram());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole panel, its title line included
    <div className={styles.keys} onKeyDown={onKeyDown}>
      <PanelFrame id="runner" label="Runner" of={progress?.name ?? 'no program ran yet'} tools={<RunControls />}>
        <div className={styles.runner}>
          <div className={styles.bar}>
            <RunFormView />
            {progress && (
              <span className={styles.tabs}>
                {SHOWN.map(({ id, title }) => (
                  <Action key={id} look="plain" aria-pressed={shown === id} onClick={() => setShown(id)}>
                    {id === 'failed' ? `${title} ${countText(progress.failed)}` : title}
                  </Action>
                ))}
              </span>
            )}
          </div>
          {progress && <State progress={progress} />}
          {progress ? <Tab shown={shown} /> : <NothingRan />}
        </div>
      </PanelFrame>
    </div>
  );
}

function Tab({ shown }: { readonly shown: Shown }) {
  if (shown === 'next') return <RowPreview />;
  return shown === 'totals' ? <Totals /> : <Steps key={shown} failed={shown === 'failed'} />;
}

function NothingRan() {
  const { effective } = useDraft();
  return (
    <>
      <EmptyState>
        Nothing ran yet. Compose or open a program (Ctrl+5), arm the target, and run it: every step with every row of
        its variables is listed here.
      </EmptyState>
      {effective.steps.length > 0 && <RowPreview />}
    </>
  );
}

function State({ progress }: { readonly progress: ProgramProgress }) {
  const { done, total, failed, rows, row, iterations, iteration, elapsedMs, finished, message } = progress;
  return (
    <p className={styles.state} role="status" data-testid="run-state" data-finished={finished} title={message}>
      {total !== undefined && <progress value={done} max={Math.max(total, 1)} aria-label="Steps done" />}
      <b>{stateText(progress)}</b>
      <span>{`${countText(done)}${total === undefined ? '' : ` of ${countText(total)}`} steps`}</span>
      {rows > 1 && <span>{`row ${countText((row ?? 0) + 1)} of ${countText(rows)}`}</span>}
      {iterations > 1 && <span>{`iteration ${countText((iteration ?? 0) + 1)} of ${countText(iterations)}`}</span>}
      <span className={failed > 0 ? styles.failure : undefined}>
        {failed > 0 ? `✕ ${countText(failed)} failed` : 'none failed'}
      </span>
      <span>{secondsText(elapsedMs)}</span>
      <span>{paceText(progress)}</span>
    </p>
  );
}

/** The list of steps, and all about the selected one. */
function Steps({ failed }: { readonly failed: boolean }) {
  const { iterations = 1, finished = true } = useStore((state) => currentView(state).program) ?? {};
  const { select } = useActions();
  const dock = useDock();
  const [seen, setSeen] = useState(0);
  const [follow, setFollow] = useState(!failed);
  const [step, setStep] = useState<StepRow>();
  const { first, total, from, rows } = useResults(seen, failed);
  const onSee = useCallback((index: number) => setSeen(index + (failed ? 0 : first)), [failed, first]);
  const choose = (chosen: StepRow) => {
    setStep(chosen);
    if (chosen.seq !== undefined) select({ kind: 'request', seq: chosen.seq });
  };
  const showRequest = (of: StepRow) => {
    choose(of);
    if (of.seq !== undefined) dock.show('requests');
  };
  const showStep = (of: StepRow) => {
    changeDraft((draft) => ({ ...draft, path: placeOf(of.path) }));
    dock.show('composer');
  };
  if (failed && total === 0)
    return <EmptyState>{finished ? 'Every step went as expected.' : 'None has failed so far.'}</EmptyState>;
  return (
    <div className={styles.split}>
      <ResultList
        count={total - first}
        from={from - first}
        rows={rows}
        iterations={iterations}
        follow={follow}
        selected={step?.at}
        onSelect={choose}
        onOpen={showRequest}
        onSee={onSee}
        onFollow={setFollow}
      />
      {step && (
        <StepDetails
          step={step}
          onRequest={() => showRequest(step)}
          onStep={() => showStep(step)}
          onClose={() => setStep(undefined)}
        />
      )}
    </div>
  );
}

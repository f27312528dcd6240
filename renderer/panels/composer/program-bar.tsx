import { Play, Redo2, Save, Square, Undo2 } from 'lucide-react';
import { currentView, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './composer.module.css';
import { changed, type Draft, isUnsaved, redone, undone } from './draft.ts';
import { EnvironmentChooser } from './environment/environment-chooser.tsx';
import own from './files/files.module.css';
import { saveDraft } from './files/save-draft.ts';
import { AddSteps } from './templates/add-steps.tsx';
import { changeDraft } from './use-draft.ts';
import { ViewChooser } from './view.tsx';

/** What the run is at: `12 of 40`, and what failed first. */
export function Progress() {
  const progress = useStore((state) => currentView(state).program);
  if (!progress) return null;
  const { done, total, failed, finished, message } = progress;
  return (
    <p
      className={styles.progress}
      data-testid="program-progress"
      data-finished={finished}
      data-failed={failed > 0 || undefined}
      role="status"
      title={message}
    >
      {total !== undefined && <progress value={done} max={Math.max(total, 1)} aria-label="Steps done" />}
      {`${done}${total === undefined ? '' : ` of ${total}`} steps${finished ? (failed ? ' · failed' : ' · done') : ''}`}
      {message && <span className={styles.message}>{message}</span>}
    </p>
  );
}

/** Name of the program, and whether it differs from its file. */
function ProgramName({ draft }: { readonly draft: Draft }) {
  const isDraftKept = useStore((state) => state.isDraftKept ?? false);
  const unsaved = isUnsaved(draft);
  const place = draft.file?.path ?? 'no file yet';
  const told = unsaved ? `Differs from its file (${place}); the draft is kept` : `Saved: ${place}`;
  return (
    <>
      <input
        className={own.name}
        aria-label="Name of the program"
        value={draft.program.name}
        maxLength={200}
        title={place}
        onChange={(event) => changeDraft((now) => changed(now, { ...now.program, name: event.target.value }))}
      />
      <span
        className={own.unsaved}
        data-testid="program-file"
        data-unsaved={unsaved}
        data-kept={isDraftKept}
        role="img"
        aria-label={told}
        title={told}
      >
        ●
      </span>
    </>
  );
}

function RunAll({ draft: { effective, isBehind } }: { readonly draft: Draft }) {
  const { runProgram, stopProgram } = useActions();
  const notArmed = useStore(whyNotArmed);
  const running = useStore((state) => {
    const { program } = currentView(state);
    return program !== undefined && !program.finished;
  });
  if (running)
    return (
      <Action onClick={() => void stopProgram()}>
        <Square aria-hidden /> Stop
      </Action>
    );
  const empty = effective.steps.length === 0 ? 'The program has no steps.' : undefined;
  const reason = isBehind ? 'The text is no program yet.' : (empty ?? notArmed);
  return (
    <Action look={reason ? 'normal' : 'armed'} reason={reason} onClick={() => void runProgram(effective)}>
      <Play aria-hidden /> Run all
    </Action>
  );
}

/** The program as a whole: its name, templates, file, how it is shown, running it. */
export function ProgramBar({ draft }: { readonly draft: Draft }) {
  const actions = useActions();
  const { past, future, program } = draft;
  return (
    <>
      <ProgramName draft={draft} />
      <AddSteps program={program} />
      <EnvironmentChooser draft={draft} />
      <Action look="plain" label="Save the program" hint="Ctrl+S" onClick={() => void saveDraft(actions)}>
        <Save aria-hidden />
      </Action>
      <Action
        look="plain"
        label="Undo the last change"
        hint="Ctrl+Z"
        reason={past.length === 0 ? 'Nothing to undo.' : undefined}
        onClick={() => changeDraft(undone)}
      >
        <Undo2 aria-hidden />
      </Action>
      <Action
        look="plain"
        label="Make the undone change again"
        hint="Ctrl+Shift+Z"
        reason={future.length === 0 ? 'Nothing was undone.' : undefined}
        onClick={() => changeDraft(redone)}
      >
        <Redo2 aria-hidden />
      </Action>
      <ViewChooser />
      <RunAll draft={draft} />
    </>
  );
}

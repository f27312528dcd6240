import { Braces, Play, Save, Square, Undo2 } from 'lucide-react';
import type { FileEntry } from '../../../electron/contract/app-contract.ts';
import { currentView, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './composer.module.css';
import { changed, type Draft, undone } from './draft.ts';
import { AddSteps } from './templates/add-steps.tsx';
import { changeDraft } from './use-draft.ts';

/** A menu that does something when chosen from, and goes back to its title. */
function Chooser(props: {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  readonly onChoose: (id: string) => void;
}) {
  return (
    <select
      className={styles.chooser}
      aria-label={props.label}
      value=""
      onChange={(event) => props.onChoose(event.target.value)}
    >
      <option value="">{props.label}</option>
      {props.choices.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

const isProgram = ({ kind }: FileEntry) => kind === 'program';

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

/** The program as a whole: its name, templates, files, running it. */
export function ProgramBar({ draft, showsJson, onJson }: { draft: Draft; showsJson: boolean; onJson: () => void }) {
  const { loadProgram, saveProgram, runProgram, stopProgram } = useActions();
  const files = useStore((state) => state.files);
  const reason = useStore(whyNotArmed);
  const running = useStore((state) => {
    const { program } = currentView(state);
    return program !== undefined && !program.finished;
  });
  const { program } = draft;
  const load = async (path: string) => {
    const loaded = path && (await loadProgram(path));
    if (loaded) changeDraft((now) => ({ ...changed(now, loaded, [0]), json: undefined }));
  };
  const empty = program.steps.length === 0 ? 'The program has no steps.' : undefined;
  return (
    <>
      <input
        className={styles.programName}
        aria-label="Name of the program"
        value={program.name}
        maxLength={200}
        onChange={(event) => changeDraft((now) => changed(now, { ...now.program, name: event.target.value }))}
      />
      <AddSteps program={program} />
      <Chooser
        label="Load program …"
        choices={files.filter(isProgram).map(({ path, name }) => ({ id: path, title: name }))}
        onChoose={(path) => void load(path)}
      />
      <Action
        look="plain"
        label="Save the program"
        hint="Ctrl+S"
        onClick={() => void saveProgram(program.name, program)}
      >
        <Save aria-hidden />
      </Action>
      <Action
        look="plain"
        label="Undo the last change"
        reason={draft.past.length === 0 ? 'Nothing to undo.' : undefined}
        onClick={() => changeDraft(undone)}
      >
        <Undo2 aria-hidden />
      </Action>
      <Action look="plain" aria-pressed={showsJson} title="The program as JSON" onClick={onJson}>
        <Braces aria-hidden /> JSON
      </Action>
      {running ? (
        <Action onClick={() => void stopProgram()}>
          <Square aria-hidden /> Stop
        </Action>
      ) : (
        <Action
          look={reason || empty ? 'normal' : 'armed'}
          reason={empty ?? reason}
          onClick={() => void runProgram(program)}
        >
          <Play aria-hidden /> Run all
        </Action>
      )}
    </>
  );
}

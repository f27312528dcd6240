import { type KeyboardEvent, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { currentSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import styles from './composer.module.css';
import { JsonView } from './json-view.tsx';
import { ProgramBar, Progress } from './program-bar.tsx';
import { listActions, StepList } from './step-list.tsx';
import { StepPane } from './step-pane.tsx';
import { useChecks } from './use-checks.ts';
import { changeDraft, useDraft } from './use-draft.ts';

const keys: Readonly<Record<string, () => void>> = { d: listActions.duplicate };

/** Where requests go, or what they are only checked against. */
function targetText(session: Session | undefined): string {
  if (!session) return 'no target is open';
  const sends = session.condition === 'live' && session.kind !== 'capture';
  return `${sends ? 'to' : 'checked against'} ${session.title}`;
}

/** Composes requests: steps, fields, pre-check and dry run, results. The draft is a program file in the making. */
export default function ComposerPanel() {
  const draft = useDraft();
  const { saveProgram } = useActions();
  const session = useStore(currentSession);
  const checks = useChecks(draft.program, session);
  const [showsJson, setShowsJson] = useState(draft.json !== undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.altKey) return;
    const act = event.key === 's' ? () => void saveProgram(draft.program.name, draft.program) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const toggleJson = () => {
    if (showsJson) changeDraft((now) => ({ ...now, json: undefined }));
    setShowsJson(!showsJson);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole panel, its title line included
    <div className={styles.keys} onKeyDown={onKeyDown}>
      <PanelFrame
        id="composer"
        label="Composer"
        of={targetText(session)}
        tools={<ProgramBar draft={draft} showsJson={showsJson} onJson={toggleJson} />}
      >
        <div className={styles.composer}>
          <Progress />
          {showsJson ? (
            <JsonView draft={draft} />
          ) : (
            <div className={styles.columns}>
              <StepList draft={draft} checks={checks} />
              <StepPane draft={draft} session={session} />
            </div>
          )}
        </div>
      </PanelFrame>
    </div>
  );
}

import { Send } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Step } from '../../../electron/contract/program.ts';
import { viewOf } from '../../../native-bridge/contract/facts.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import { currentSession, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import type { Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './composer.module.css';
import { appended, changed, type Draft } from './draft.ts';
import type { EditorContext } from './field-editor.tsx';
import { type Intent, intentOf, isRequest, variablesOf } from './intent.ts';
import { JsonView } from './json-view.tsx';
import { applyMend } from './mend.ts';
import { ProgramBar, Progress } from './program-bar.tsx';
import { type LastResult, ResultView } from './result-view.tsx';
import { StepEditor } from './step-editor.tsx';
import { listActions, StepList } from './step-list.tsx';
import { replaceStep, stepAt, stepRows } from './steps.ts';
import { templates } from './templates.ts';
import { useChecks } from './use-checks.ts';
import { changeDraft, useDraft } from './use-draft.ts';
import { DryRun, VerdictView } from './verdict-view.tsx';

const NO_PATHS: Session['snapshot']['paths'] = [];

const setStep = (step: Step) =>
  changeDraft((draft) => ({ ...changed(draft, replaceStep(draft.program, draft.path, step)), json: undefined }));

/** Reasons that hold for every request, reading ones too: nothing can be sent where there is nothing live. */
function whyNotSendable(
  session: Session | undefined,
  notArmed: string | undefined,
  intent: Intent,
): string | undefined {
  if (intent.later) return 'It depends on an earlier answer: run all steps.';
  if (intent.problem) return intent.problem.message;
  if (!intent.request) return 'There is nothing to send.';
  const readOnly = session?.condition === 'live' && session.kind !== 'capture' && !session.state.armed;
  return readOnly && !requestKind(intent.request.kind).writes ? undefined : notArmed;
}

/** The step at hand with what it would do now. */
function useIntent(draft: Draft, session: Session | undefined) {
  const { snapshot, state } = session ?? {};
  const view = useMemo(() => (snapshot && state ? viewOf(snapshot, state) : undefined), [snapshot, state]);
  const step = stepAt(draft.program, draft.path);
  const variables = () =>
    variablesOf(
      draft.program,
      stepRows(draft.program.steps).map((row) => row.step),
    );
  const intent: Intent = step && isRequest(step) ? intentOf(step, variables, view) : {};
  const context: EditorContext = {
    variables,
    buffers: view?.buffers ?? [],
    paths: snapshot?.paths ?? NO_PATHS,
  };
  return { step, intent, context };
}

/** Sends the step at hand and keeps what came of it. */
function useSending(session: Session | undefined, intent: Intent) {
  const { send } = useActions();
  const notArmed = useStore(whyNotArmed);
  const [last, setLast] = useState<LastResult>();
  const reason = whyNotSendable(session, notArmed, intent);
  const sendNow = async () => {
    if (reason || !intent.request) return;
    const predicted = intent.plan?.predicted;
    const row = await send(intent.request);
    if (row) setLast({ row, predicted });
  };
  return { last, reason, sendNow };
}

function SendLine({ reason, intent, onSend }: { reason?: string; intent: Intent; onSend: () => void }) {
  const writes = intent.request !== undefined && requestKind(intent.request.kind).writes;
  return (
    <div className={styles.sendLine}>
      <Action
        look={reason ? 'normal' : writes ? 'armed' : 'primary'}
        reason={reason}
        hint="Ctrl+Enter"
        onClick={onSend}
      >
        <Send aria-hidden /> Send
      </Action>
      <span className={styles.dim}>{reason ?? 'Ctrl+Enter'}</span>
    </div>
  );
}

function StepPane({ draft, session }: { readonly draft: Draft; readonly session?: Session }) {
  const { step, intent, context } = useIntent(draft, session);
  const { last, reason, sendNow } = useSending(session, intent);
  const mend = (change: Mend) => step && setStep(applyMend(step as never, change) as Step);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void sendNow();
  };
  if (!step) return <Beginnings />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from every field inside
    <div className={styles.pane} onKeyDown={onKeyDown}>
      <StepEditor step={step} onChange={setStep} context={context} />
      <div className={styles.outcome}>
        {isRequest(step) && <SendLine reason={reason} intent={intent} onSend={() => void sendNow()} />}
        <VerdictView intent={intent} onMend={mend} />
        {last && <ResultView last={last} />}
        {intent.plan && <DryRun plan={intent.plan} />}
      </div>
    </div>
  );
}

/** What to begin with when there is no step yet. */
function Beginnings() {
  return (
    <EmptyState
      action={
        <div className={styles.beginnings}>
          {templates.map(({ id, title, steps }) => (
            <Action key={id} onClick={() => changeDraft((draft) => appended(draft, ...steps()))}>
              {title}
            </Action>
          ))}
        </div>
      }
    >
      Nothing is composed yet. Begin with one of these, load a program, or send a request from the list here.
    </EmptyState>
  );
}

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

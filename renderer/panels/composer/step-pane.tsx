import { Send } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Step } from '../../../electron/contract/program.ts';
import type { StepCheck } from '../../../electron/contract/programs/check.ts';
import type { Variables } from '../../../electron/contract/programs/expression.ts';
import { viewOf } from '../../../native-bridge/contract/facts.ts';
import { requestKind } from '../../../native-bridge/contract/requests/index.ts';
import { isCutOff, whyNotArmed } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import type { Mend } from '../../widgets/broken-rules/broken-rules.tsx';
import { Beginnings } from './beginnings.tsx';
import styles from './composer.module.css';
import { changed, type Draft } from './draft.ts';
import { DryRun } from './dry-run.tsx';
import type { EditorContext } from './field-editor.tsx';
import { FieldHelpProvider, faultyBytes } from './field-findings.tsx';
import { helpersFor } from './helpers.ts';
import { type Intent, intentOf, isRequest, variablesOf } from './intent.ts';
import { IsmAnswers } from './ism/ism-answers.tsx';
import { applyMend } from './mend.ts';
import { type LastResult, ResultView } from './result-view.tsx';
import { StepEditor } from './step-editor.tsx';
import { replaceStep, stepAt, stepRows } from './steps.ts';
import { changeDraft } from './use-draft.ts';
import { VerdictView } from './verdict-view.tsx';

const NO_FINDINGS: Intent['findings'] & object = [];
const NO_PATHS: Session['snapshot']['paths'] = [];

const setStep = (step: Step) => changeDraft((draft) => changed(draft, replaceStep(draft.program, draft.path, step)));

/** Reasons that hold for every request, reading ones too: nothing can be sent where there is nothing live. */
function whyNotSendable(
  session: Session | undefined,
  notArmed: string | undefined,
  intent: Intent,
): string | undefined {
  if (intent.later) return 'It depends on an earlier answer: run all steps.';
  if (intent.problem) return intent.problem.message;
  if (!intent.request) return 'There is nothing to send.';
  const answers = session?.condition === 'live' && session.kind !== 'capture' && !isCutOff(session);
  const readOnly = answers && !session.state.armed;
  return readOnly && !requestKind(intent.request.kind).writes ? undefined : notArmed;
}

/** The step at hand with what it would do now. */
function useIntent(draft: Draft, session: Session | undefined) {
  const { snapshot, state } = session ?? {};
  const view = useMemo(() => (snapshot && state ? viewOf(snapshot, state) : undefined), [snapshot, state]);
  const step = stepAt(draft.program, draft.path);
  const variables = () =>
    variablesOf(
      draft.effective,
      stepRows(draft.program.steps).map((row) => row.step),
    );
  const intent: Intent = step && isRequest(step) ? intentOf(step, variables, view) : {};
  const context: EditorContext = {
    variables,
    buffers: view?.buffers ?? [],
    paths: snapshot?.paths ?? NO_PATHS,
    facts: view?.facts,
  };
  return { step, intent, context, view };
}

/** Sends the step at hand and keeps what came of it. */
function useSending(session: Session | undefined, intent: Intent, step: Step | undefined, valuesNow: () => Variables) {
  const { send } = useActions();
  const notArmed = useStore(whyNotArmed);
  const [last, setLast] = useState<LastResult>();
  const reason = whyNotSendable(session, notArmed, intent);
  const sendNow = async () => {
    const { request } = intent;
    if (reason || !request) return;
    const predicted = intent.plan?.predicted;
    const variables = valuesNow();
    const row = await send(request);
    if (row && session) setLast({ row, predicted, session: session.id, request, step, variables });
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

interface StepPaneProps {
  readonly draft: Draft;
  readonly session?: Session;
  /** What the step would meet when the program runs. */
  readonly check?: StepCheck;
}

/** The step at hand: its fields, what sending it would do, and what came of it last. */
export function StepPane({ draft, session, check }: StepPaneProps) {
  const { step, intent, context, view } = useIntent(draft, session);
  const { last, reason, sendNow } = useSending(session, intent, step, context.variables);
  const { findings = NO_FINDINGS } = intent;
  const bytes = faultyBytes(findings);
  const helpers = step && isRequest(step) ? helpersFor(step, context.variables, view) : [];
  const faulty = bytes && { offset: bytes.first, length: bytes.length };
  const mend = (change: Mend) => step && setStep(applyMend(step as never, change) as Step);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void sendNow();
  };
  if (!step) return <Beginnings draft={draft} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from every field inside
    <div className={styles.pane} onKeyDown={onKeyDown}>
      <FieldHelpProvider value={{ findings, helpers, onMend: mend }}>
        <StepEditor step={step} onChange={setStep} context={context} />
      </FieldHelpProvider>
      {isRequest(step) && <SendLine reason={reason} intent={intent} onSend={() => void sendNow()} />}
      <div className={styles.outcome}>
        <VerdictView intent={intent} check={check} onMend={mend} />
        {last && <ResultView key={last.row.seq} last={last} />}
        <IsmAnswers session={session} />
        {intent.plan && view && <DryRun plan={intent.plan} view={view} faulty={faulty} />}
      </div>
    </div>
  );
}

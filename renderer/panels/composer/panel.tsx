import { lazy, memo, Suspense, useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { currentSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { Skeleton } from '../../widgets/states/states.tsx';
import styles from './composer.module.css';
import type { Draft } from './draft.ts';
import { VariablesTable } from './environment/variables-table.tsx';
import { FileState } from './files/file-state.tsx';
import own from './files/files.module.css';
import { ProgramBar, Progress } from './program-bar.tsx';
import { listActions, StepList } from './step-list.tsx';
import { StepPane } from './step-pane.tsx';
import { pathText } from './steps.ts';
import { useChecks } from './use-checks.ts';
import { useDraft } from './use-draft.ts';

const ProgramText = lazy(() => import('./text/program-text.tsx'));

/** Where requests go, or what they are only checked against. */
function targetText(session: Session | undefined): string {
  if (!session) return 'no target is open';
  const sends = session.condition === 'live' && session.kind !== 'capture';
  return `${sends ? 'to' : 'checked against'} ${session.title}`;
}

/** While the text says nothing that cards can show, they show what it said last and cannot be changed. */
function Behind({ draft }: { readonly draft: Draft }) {
  const { showComposer } = useActions();
  if (!draft.isBehind) return null;
  const { line, message } = draft.problem ?? { line: 1, message: '' };
  return (
    <p className={own.state} role="status">
      {`The text is no program yet, so the cards wait. Line ${line}: ${message}`}
      <Action onClick={() => showComposer('both')}>Show the text</Action>
    </p>
  );
}

interface CardsProps {
  readonly draft: Draft;
  readonly session?: Session;
  readonly checks: ReturnType<typeof useChecks>;
  readonly onFocus: () => void;
}

const Cards = memo(({ draft, session, checks, onFocus }: CardsProps) => {
  return (
    <div className={own.half} onFocusCapture={onFocus}>
      <Behind draft={draft} />
      <div className={styles.columns} inert={draft.isBehind}>
        <StepList draft={draft} checks={checks} />
        <StepPane draft={draft} session={session} check={checks.get(pathText(draft.path))} />
      </div>
      <VariablesTable draft={draft} />
    </div>
  );
});

/** The draft as the cards show it: while the text is typed in they follow when there is time, so that no key waits for them. */
function useForCards(draft: Draft) {
  const [inText, setInText] = useState(false);
  const deferred = useDeferredValue(draft);
  const inCards = useCallback(() => setInText(false), []);
  return { draft: inText ? deferred : draft, inText: () => setInText(true), inCards };
}

/** Composes requests: steps, fields, pre-check and dry run, results; the same as text. The draft is a program file in the making. */
export default function ComposerPanel() {
  const draft = useDraft();
  const { refreshLibrary } = useActions();
  const session = useStore(currentSession);
  const isOpen = useStore((state) => state.connection.state === 'open');
  const shows = useStore((state) => state.preferences.composer);
  const checks = useChecks(draft.effective, session);
  const cards = useForCards(draft);
  useEffect(() => {
    if (isOpen) void refreshLibrary();
  }, [isOpen, refreshLibrary]);
  const buffers = (session?.state.buffers ?? []).map(({ name }) => name);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole panel, its title line included
    <div
      className={styles.keys}
      onKeyDown={(event) => {
        if (!event.ctrlKey || event.altKey || event.key !== 'd' || event.defaultPrevented) return;
        event.preventDefault();
        listActions.duplicate();
      }}
    >
      <PanelFrame id="composer" label="Composer" of={targetText(session)} tools={<ProgramBar draft={draft} />}>
        <div className={styles.composer}>
          <Progress />
          <FileState draft={draft} />
          <div className={own.split} data-shows={shows}>
            {shows !== 'text' && (
              <Cards draft={cards.draft} session={session} checks={checks} onFocus={cards.inCards} />
            )}
            {shows !== 'cards' && (
              <div className={own.half} onFocusCapture={cards.inText}>
                <Suspense fallback={<Skeleton awaiting="Loading the editor" />}>
                  <ProgramText draft={draft} checks={checks} buffers={buffers} />
                </Suspense>
              </div>
            )}
          </div>
        </div>
      </PanelFrame>
    </div>
  );
}

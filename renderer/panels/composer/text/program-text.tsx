import { useEffect, useMemo, useRef, useState } from 'react';
import type { StepCheck } from '../../../../electron/contract/programs/check.ts';
import { Action } from '../../../widgets/action/action.tsx';
import type { Draft } from '../draft.ts';
import { redone, typed, undone } from '../draft.ts';
import { knownVariables } from '../step-worth.ts';
import { pathText, stepRows } from '../steps.ts';
import { changeDraft } from '../use-draft.ts';
import type { Names } from './completions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { type Finding, findingsOf } from './language.ts';
import { type Range, rangeOfStep, stepPathAt } from './places.ts';
import styles from './text.module.css';
import { TextEditor } from './text-editor.tsx';

interface ProgramTextProps {
  readonly draft: Draft;
  readonly checks: ReadonlyMap<string, StepCheck>;
  /** Buffers of the function. */
  readonly buffers: readonly string[];
}

/** The program as the text of its file: what is typed shows in the cards at once, what cards change shows here. */
export default function ProgramText({ draft, checks, buffers }: ProgramTextProps) {
  const findings = useFindings(draft);
  const { problem, text } = draft;
  const diagnostics = useMemo(
    () => diagnosticsOf(text, problem, findings, [...checks.values()]),
    [text, problem, findings, checks],
  );
  const [sought, setSought] = useState<Range>();
  const stepSought = useStepAtHand(draft);
  return (
    <div className={styles.view}>
      <TextEditor
        label="Program as JSON"
        text={text}
        diagnostics={diagnostics}
        names={() => namesOf(draft, buffers)}
        onText={(now) => changeDraft((before) => typed(before, now))}
        onPlace={(offset) => stepSought.placed(offset)}
        undo={() => changeDraft(undone)}
        redo={() => changeDraft(redone)}
        reveal={sought ?? stepSought.range}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          <Action look="plain" onClick={() => setSought({ from: problem.from, to: problem.to })}>
            {`Line ${problem.line}, column ${problem.column}`}
          </Action>
          <span title={problem.message}>{problem.message}</span>
        </p>
      )}
    </div>
  );
}

/** What the schema finds, of a text that is no program. */
function useFindings({ text, problem }: Draft): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    let isLatest = true;
    if (!problem) return setFindings([]);
    void findingsOf(text).then((found) => isLatest && setFindings(found));
    return () => {
      isLatest = false;
    };
  }, [text, problem]);
  return findings;
}

/** The step at hand follows the cursor, and a step chosen in the cards is brought into sight. */
function useStepAtHand(draft: Draft) {
  const here = useRef<string>(undefined);
  const [range, setRange] = useState<Range>();
  const chosen = pathText(draft.path);
  const text = useRef(draft.text);
  text.current = draft.text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another step at hand moves the text
  useEffect(() => {
    if (here.current === chosen) return;
    here.current = chosen;
    setRange(rangeOfStep(text.current, draft.path));
  }, [chosen]);
  const placed = (offset: number) =>
    changeDraft((now) => {
      const path = stepPathAt(now.text, offset);
      if (!path || pathText(path) === pathText(now.path)) return now;
      here.current = pathText(path);
      return { ...now, path };
    });
  return { range, placed };
}

function namesOf({ effective, program }: Draft, buffers: readonly string[]): Names {
  const steps = stepRows(program.steps).map(({ step }) => step);
  const allocated = steps
    .filter(({ kind }) => kind === 'buffer.alloc')
    .map((step) => String((step as { buffer?: unknown }).buffer));
  return {
    variables: knownVariables(effective),
    buffers: [...new Set([...allocated, ...buffers])],
    functions: Object.keys(program.functions ?? {}),
  };
}

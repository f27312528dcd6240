import { ArrowDown, ArrowUp, CircleAlert, CopyPlus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import type { StepCheck } from '../../../electron/contract/programs/check.ts';
import type { Variables } from '../../../electron/contract/programs/expression.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './composer.module.css';
import type { Draft } from './draft.ts';
import { changed, placed, withSteps } from './draft.ts';
import { stepText } from './step-text.ts';
import { knownVariables, workedOut, worthLines } from './step-worth.ts';
import { moveStep, pathText, removeStep, type StepPath, type StepRow, stepAt, stepRows } from './steps.ts';
import { isFinding } from './use-checks.ts';
import { changeDraft } from './use-draft.ts';

/** What a check found, as a mark with its reason. */
function Mark({ check }: { readonly check?: StepCheck }) {
  if (!check || !isFinding(check)) return null;
  const reason = check.refused ?? `${check.predicted}: ${check.broken[0]?.sentence ?? ''}`;
  return (
    <span className={styles.mark} title={reason}>
      <CircleAlert aria-label={reason} />
      {check.predicted}
    </span>
  );
}

interface RowProps {
  readonly row: StepRow;
  readonly isSelected: boolean;
  readonly check?: StepCheck;
  readonly variables: Variables;
}

function Row({ row: { path, step }, isSelected, check, variables }: RowProps) {
  return (
    <li style={{ paddingLeft: (path.length - 1) * 12 }}>
      <button
        type="button"
        className={styles.step}
        aria-current={isSelected ? 'step' : undefined}
        onClick={() => changeDraft((draft) => ({ ...draft, path }))}
      >
        <span className={styles.index}>{path.at(-1)! + 1}</span>
        <span className={styles.stepKind}>{step.kind}</span>
        <span className={styles.stepText} title={worthLines(step, variables).join('\n') || undefined}>
          {step.name ? String(step.name) : stepText(workedOut(step, variables))}
        </span>
        <Mark check={check} />
      </button>
    </li>
  );
}

const same = (a: StepPath, b: StepPath) => pathText(a) === pathText(b);

/** Changes of the list at the step at hand. */
export const listActions = {
  duplicate: () =>
    changeDraft((draft) => {
      const step = stepAt(draft.program, draft.path);
      return step ? withSteps(draft, step) : draft;
    }),
  remove: () => changeDraft((draft) => (stepAt(draft.program, draft.path) ? removed(draft) : draft)),
  up: () => changeDraft((draft) => placed(draft, moveStep(draft.program, draft.path, -1))),
  down: () => changeDraft((draft) => placed(draft, moveStep(draft.program, draft.path, 1))),
};

const removed = (draft: Draft) => changed(draft, removeStep(draft.program, draft.path));

/** The step above or below in reading order. */
function neighbour(rows: readonly StepRow[], path: StepPath, by: -1 | 1): StepPath {
  const at = rows.findIndex((row) => same(row.path, path));
  return rows[at + by]?.path ?? path;
}

/** The steps of the program. Up and Down move, Alt with them moves the step, Delete removes it, Ctrl+D doubles it. */
export function StepList({
  draft,
  checks,
}: {
  readonly draft: Draft;
  readonly checks: ReadonlyMap<string, StepCheck>;
}) {
  const rows = stepRows(draft.program.steps);
  const variables = useMemo(() => knownVariables(draft.effective), [draft.effective]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (event.key === 'Delete') listActions.remove();
    else if (by && event.altKey) listActions[by < 0 ? 'up' : 'down']();
    else if (by) changeDraft((now) => ({ ...now, path: neighbour(rows, now.path, by) }));
    else return;
    event.preventDefault();
  };
  return (
    <nav className={styles.steps} aria-label="Steps of the program">
      <div className={styles.stepTools}>
        <Action look="plain" label="Double this step" hint="Ctrl+D" onClick={listActions.duplicate}>
          <CopyPlus aria-hidden />
        </Action>
        <Action look="plain" label="Move up" hint="Alt+Up" onClick={listActions.up}>
          <ArrowUp aria-hidden />
        </Action>
        <Action look="plain" label="Move down" hint="Alt+Down" onClick={listActions.down}>
          <ArrowDown aria-hidden />
        </Action>
        <Action look="plain" label="Remove this step" hint="Delete" onClick={listActions.remove}>
          <Trash2 aria-hidden />
        </Action>
      </div>
      <ol onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <Row
            key={pathText(row.path)}
            row={row}
            isSelected={same(row.path, draft.path)}
            check={checks.get(pathText(row.path))}
            variables={variables}
          />
        ))}
      </ol>
    </nav>
  );
}

import { useEffect, useState } from 'react';
import type { StepRow } from '../../../electron/contract/programs/run-results.ts';
import { currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { useAsking } from './use-asking.ts';

/** Rows that are asked for at once. */
const PAGE = 200;

interface Shown {
  readonly failed: boolean;
  readonly run?: number;
  readonly total: number;
  /** Oldest step that is kept. */
  readonly first: number;
  /** Place of the first of `rows`. */
  readonly from: number;
  readonly rows: readonly StepRow[];
}

const nothing = (failed: boolean): Shown => ({ failed, total: 0, first: 0, from: 0, rows: [] });

/** The steps around a place of the last run, or its failed ones; asked for again as the run goes on, one answer at a time. */
export function useResults(around: number, failed: boolean): Shown {
  const progress = useStore((state) => currentView(state).program);
  const session = useStore((state) => state.currentId);
  const { runResults } = useActions();
  const [shown, setShown] = useState<Shown>(nothing(failed));
  const { ask, round } = useAsking();
  const known = shown.failed === failed && shown.run === progress?.run ? shown : nothing(failed);
  const from = Math.max(0, Math.floor(around / (PAGE / 2)) * (PAGE / 2) - PAGE / 4);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` and the session let what changed be asked for
  useEffect(() => {
    if (!progress) return;
    ask(async () => {
      const answer = await runResults(from, PAGE, failed);
      if (answer) setShown({ ...answer, failed, from: failed ? from : Math.max(from, answer.first) });
    });
  }, [progress, session, from, failed, round, runResults, ask]);
  return known;
}

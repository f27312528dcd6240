import { useEffect, useMemo, useState } from 'react';
import type { RequestRow, Session } from '../../../electron/contract/app-contract.ts';
import type { LiveState } from '../../../native-bridge/contract/bridge-contract.ts';
import { currentSelection, isRecorded } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { changesOf, MOST_CHANGES, stateAt } from './as-of.ts';

/** Texts that find the requests that change buffers and mappings. */
const CHANGING = ['buffer.alloc', 'dma.'];

export interface StateAsOf {
  readonly state: LiveState;
  /** Request the state is right after; undefined = now, or the end. */
  readonly seq?: number;
}

/** The state the map shows: now, or, in a recording, right after the selected request. */
export function useStateAsOf(session: Session): StateAsOf {
  const { collectRows } = useActions();
  const [rows, setRows] = useState<readonly RequestRow[]>();
  const selection = useStore(currentSelection);
  const [seq, setSeq] = useState<number>();
  const recorded = isRecorded(session);
  // what else is selected meanwhile, a mapping for one, does not move the cursor
  if (selection.kind === 'request' && selection.seq !== seq) setSeq(selection.seq);

  useEffect(() => {
    if (!recorded) return;
    void Promise.all(CHANGING.map((text) => collectRows(session.id, { text }, MOST_CHANGES))).then((found) =>
      setRows(found.flat().sort((a, b) => a.seq - b.seq)),
    );
  }, [recorded, session.id, collectRows]);

  const changes = useMemo(() => rows && changesOf(rows), [rows]);
  return useMemo(
    () =>
      recorded && changes && seq !== undefined
        ? { state: stateAt(changes, session.state, seq), seq }
        : { state: session.state },
    [recorded, changes, seq, session.state],
  );
}

import { useEffect } from 'react';
import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { indexOfSeq, selectedRow } from '../../store/rows.ts';
import { currentSelection, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';

/** The selected request; one that is not loaded, or whose page has fallen out, is asked for. */
export function useSelectedRow(): RequestRow | undefined {
  const cache = useStore((state) => currentView(state).rows);
  const selection = useStore(currentSelection);
  const { needRows } = useActions();
  const row = selectedRow(cache, selection);
  const index = selection.kind === 'request' && !row ? indexOfSeq(cache, selection.seq) : undefined;
  useEffect(() => {
    if (index !== undefined) needRows(index, index);
  }, [index, needRows]);
  return row;
}

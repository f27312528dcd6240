import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Step } from '../../../electron/contract/program.ts';
import { useStore as useWorkbench } from '../../store/use-store.ts';
import { appended, type Draft, keepDraft, loadDraft } from './draft.ts';

/** The draft outlives the panel: closing and opening it again, or reloading the window, changes nothing. */
const store = createStore<Draft>(() => loadDraft(window.localStorage));
store.subscribe((draft) => keepDraft(window.localStorage, draft));

export const changeDraft = (change: (draft: Draft) => Draft) => store.setState((draft) => change(draft), true);

/** The draft, with requests handed over from other panels joined to it. */
export function useDraft(): Draft {
  const handed = useWorkbench((state) => state.draft);
  useEffect(() => {
    if (!handed || handed.id === taken) return;
    taken = handed.id;
    changeDraft((draft) => appended(draft, handed.request as Step));
  }, [handed]);
  return useStore(store);
}

let taken = 0;

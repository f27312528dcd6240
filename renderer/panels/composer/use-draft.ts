import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Step } from '../../../electron/contract/program.ts';
import { useStore as useWorkbench } from '../../store/use-store.ts';
import { appended, changed, type Draft, keepDraft, loadDraft } from './draft.ts';

/** The draft outlives the panel: closing and opening it again, or reloading the window, changes nothing. */
const store = createStore<Draft>(() => loadDraft(window.localStorage));
store.subscribe((draft) => keepDraft(window.localStorage, draft));

export const changeDraft = (change: (draft: Draft) => Draft) => store.setState((draft) => change(draft), true);

/** The draft, with requests handed over from other panels joined to it; a program opened elsewhere takes its place. */
export function useDraft(): Draft {
  const handed = useWorkbench((state) => state.draft);
  useEffect(() => {
    if (!handed || handed.id === taken) return;
    taken = handed.id;
    changeDraft((draft) => appended(draft, handed.request as Step));
  }, [handed]);
  const opened = useWorkbench((state) => state.programDraft);
  useEffect(() => {
    if (!opened || opened.id === takenProgram) return;
    takenProgram = opened.id;
    changeDraft((draft) => ({ ...changed(draft, opened.program, [0]), json: undefined }));
  }, [opened]);
  return useStore(store);
}

let taken = 0;
let takenProgram = 0;

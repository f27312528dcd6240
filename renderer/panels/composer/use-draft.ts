import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Step } from '../../../electron/contract/program.ts';
import { useStore as useWorkbench } from '../../store/use-store.ts';
import { appended, begunWith, type Draft, emptyDraft, opened } from './draft.ts';

/** The draft outlives the panel: closing and opening it again changes nothing. `keeping.ts` keeps it beyond the window. */
export const draftStore = createStore<Draft>(() => emptyDraft);

export const changeDraft = (change: (draft: Draft) => Draft) => draftStore.setState((draft) => change(draft), true);

/** The draft, with requests handed over from other panels joined to it; a program opened elsewhere takes its place. */
export function useDraft(): Draft {
  const handed = useWorkbench((state) => state.draft);
  useEffect(() => {
    if (!handed || handed.id === taken) return;
    taken = handed.id;
    changeDraft((draft) => appended(draft, handed.request as Step));
  }, [handed]);
  const program = useWorkbench((state) => state.programDraft);
  useEffect(() => {
    if (!program || program.id === takenProgram) return;
    takenProgram = program.id;
    changeDraft((draft) =>
      'file' in program ? opened(draft, program.file.text, program.file) : begunWith(draft, program.program),
    );
  }, [program]);
  return useStore(draftStore);
}

let taken = 0;
let takenProgram = 0;

import type { Actions } from '../../../store/workbench-store.ts';
import { saved } from '../draft.ts';
import { changeDraft, draftStore } from '../use-draft.ts';

/** Saves the draft to its file; one that has none, or none that may be written to, gets one first. */
export async function saveDraft(actions: Actions): Promise<void> {
  const { text, file, program } = draftStore.getState();
  const first = file && (await actions.writeProgram(file.path, text, file.version));
  const mayNot = first && 'code' in first && first.code === 'not-chosen';
  if (first && !mayNot) return settle(first, text, actions);
  const path = await actions.programPlace(program.name);
  if (path !== undefined) settle(await actions.writeProgram(path, text), text, actions);
}

type Written = Awaited<ReturnType<Actions['writeProgram']>>;

function settle(answer: Written, text: string, { notify }: Actions): void {
  if ('code' in answer) {
    notify({ ...answer, tone: 'error' });
    return;
  }
  const { path, version } = answer;
  changeDraft((draft) => saved(draft, { path, version, text }));
  notify({ code: 'saved', tone: 'info', message: `Saved ${path}` });
}

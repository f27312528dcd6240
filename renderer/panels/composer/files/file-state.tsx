import { lazy, Suspense, useEffect, useState } from 'react';
import type { OpenFile } from '../../../../electron/contract/app/drafts.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { Action } from '../../../widgets/action/action.tsx';
import { Dialog } from '../../../widgets/dialog/dialog.tsx';
import { type Draft, isUnsaved, opened, saved } from '../draft.ts';
import { changeDraft, draftStore } from '../use-draft.ts';
import styles from './files.module.css';

const CompareText = lazy(() => import('../text/compare-text.tsx'));

/** What became of the draft's file outside this window. */
type Elsewhere = { readonly theirs: OpenFile } | 'gone' | undefined;

/** Compares the draft's file with the disk whenever the disk changes. A draft without changes of its own follows it. */
function useElsewhere({ file }: Draft): Elsewhere {
  const { readProgram, notify } = useActions();
  const library = useStore((state) => state.library);
  const [elsewhere, setElsewhere] = useState<Elsewhere>();
  useEffect(() => {
    if (!file || !library || file.path.startsWith('/')) return setElsewhere(undefined);
    if (!library.files.some(({ path }) => path === file.path)) return setElsewhere('gone');
    let isLatest = true;
    void readProgram(file.path).then((theirs) => {
      if (!isLatest || !theirs) return;
      const draft = draftStore.getState();
      if (theirs.version === draft.file?.version) return setElsewhere(undefined);
      if (isUnsaved(draft) && theirs.text !== draft.text) return setElsewhere({ theirs });
      changeDraft((now) => (theirs.text === now.text ? saved(now, theirs) : opened(now, theirs.text, theirs)));
      notify({
        code: 'taken',
        tone: 'info',
        message: `${file.path} was changed on the disk and is shown as it is there.`,
      });
    });
    return () => {
      isLatest = false;
    };
  }, [file, library, readProgram, notify]);
  return elsewhere;
}

const takeTheirs = (theirs: OpenFile) => changeDraft((draft) => opened(draft, theirs.text, theirs));

/** Mine stays, and the next saving replaces theirs. */
const keepMine = ({ path, version }: OpenFile) =>
  changeDraft((draft) => saved(draft, { path, version, text: draft.file?.text ?? '' }));

/** A line that tells when the draft's file was changed or removed by another program, with what can be done. */
export function FileState({ draft }: { readonly draft: Draft }) {
  const elsewhere = useElsewhere(draft);
  const [compares, setCompares] = useState(false);
  const { file } = draft;
  if (!elsewhere || !file) return null;
  if (elsewhere === 'gone')
    return (
      <p className={styles.state} role="status">
        {`${file.path} is no longer on the disk. What is here is kept.`}
        <Action onClick={() => changeDraft((now) => ({ ...now, file: undefined }))}>Keep it without a file</Action>
      </p>
    );
  const { theirs } = elsewhere;
  return (
    <p className={styles.state} role="alert">
      {`${file.path} was changed on the disk, and here as well.`}
      <Action onClick={() => keepMine(theirs)}>Keep mine</Action>
      <Action onClick={() => takeTheirs(theirs)}>Take theirs</Action>
      <Action onClick={() => setCompares(true)}>Compare</Action>
      {compares && (
        <Dialog title={`Mine and theirs: ${file.path}`} size="sheet" onClose={() => setCompares(false)}>
          <Suspense>
            <CompareText mine={draft.text} theirs={theirs.text} />
          </Suspense>
        </Dialog>
      )}
    </p>
  );
}

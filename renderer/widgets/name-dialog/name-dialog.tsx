import { useState } from 'react';
import { Action } from '../action/action.tsx';
import { Dialog, DialogButtons } from '../dialog/dialog.tsx';
import styles from './name-dialog.module.css';

export interface Question {
  readonly title: string;
  readonly label: string;
  readonly initial: string;
  readonly verb: string;
  /** True when it is done and the dialog may go. */
  readonly answer: (text: string) => Promise<boolean>;
}

/** Asks for a name, or a path with folders. */
export function NameDialog({ question, onClose }: { readonly question: Question; readonly onClose: () => void }) {
  const { title, label, initial, verb, answer } = question;
  const [text, setText] = useState(initial);
  const reason = text.trim() === '' ? 'Type a name.' : undefined;
  const go = async () => {
    if (!reason && (await answer(text.trim()))) onClose();
  };
  return (
    <Dialog title={title} testId="program-name" onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <label>
          {label}
          <input
            data-first
            className="mono"
            value={text}
            maxLength={1000}
            spellCheck={false}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <DialogButtons>
          <Action onClick={onClose}>Cancel</Action>
          <Action type="submit" look="primary" reason={reason}>
            {verb}
          </Action>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

import { useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Dialog, DialogButtons } from '../../widgets/dialog/dialog.tsx';
import styles from './danger-dialog.module.css';

/** Asks before something dangerous is done: what, what it may cost, and where. Nothing was sent yet. */
export function DangerDialog() {
  const question = useStore((state) => state.question);
  const title = useStore(({ sessions }) => sessions.find(({ id }) => id === question?.session)?.title);
  if (!question) return null;
  const { dangers, answer } = question;
  return (
    <Dialog title={`Do this on ${title ?? 'the function'}?`} testId="danger-dialog" onClose={() => answer(false)}>
      <div className={styles.dangers}>
        <ul>
          {dangers.map(({ id, why, sentence }) => (
            <li key={id}>
              <strong>{why}</strong>
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
        <p className={styles.dim}>
          Nothing was sent yet. What you agree to is written into the recording and not asked again in this session.
        </p>
        <DialogButtons>
          <Action data-first onClick={() => answer(false)}>
            Leave it
          </Action>
          <Action look="armed" onClick={() => answer(true)}>
            It is meant: go on
          </Action>
        </DialogButtons>
      </div>
    </Dialog>
  );
}

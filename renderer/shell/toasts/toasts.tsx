import { Info, OctagonAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import type { Notice } from '../../store/state.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { remedyOf } from '../../text/command-in.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Remedy } from '../../widgets/remedy/remedy.tsx';
import styles from './toasts.module.css';

/** News goes away by itself; an error stays until it is read. */
const NEWS_STAYS_MS = 8_000;

export function Toasts() {
  const notices = useStore((state) => state.notices);
  return (
    <section className={styles.toasts} aria-label="Messages" aria-live="polite">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { readonly notice: Notice }) {
  const { id, tone, message, action } = notice;
  const { dismiss } = useActions();
  useEffect(() => {
    if (tone !== 'info') return;
    const timer = setTimeout(() => dismiss(id), NEWS_STAYS_MS);
    return () => clearTimeout(timer);
  }, [tone, id, dismiss]);
  const Icon = tone === 'error' ? OctagonAlert : Info;
  return (
    <div className={styles.toast} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'} data-testid="toast">
      <Icon aria-label={tone === 'error' ? 'Error' : 'News'} />
      <div>
        <p className={styles.message}>{message}</p>
        <Remedy {...remedyOf(notice)} />
      </div>
      <Action look="plain" label="Dismiss" onClick={() => dismiss(id)}>
        <X />
      </Action>
      {action && (
        <div className={styles.act}>
          <Action
            look="primary"
            onClick={() => {
              action.run();
              dismiss(id);
            }}
          >
            {action.label}
          </Action>
        </div>
      )}
    </div>
  );
}

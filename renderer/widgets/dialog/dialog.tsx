import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Action } from '../action/action.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly testId?: string;
  /** Wide enough for a question, for a form, or a sheet over most of the window. */
  readonly size?: 'question' | 'form' | 'sheet';
  readonly children: ReactNode;
}

/** Something that has to be answered or put away first: the rest of the window waits behind it. What is marked `data-first` has the keyboard; Escape closes it. */
export function Dialog({ title, onClose, testId, size = 'question', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-size={size}
      aria-label={title}
      onClose={onClose}
      data-testid={testId}
    >
      <div className={styles.head}>
        <h2>{title}</h2>
        <Action look="plain" label="Close" hint="Esc" onClick={() => dialog.current?.close()}>
          <X />
        </Action>
      </div>
      {children}
    </dialog>
  );
}

/** The buttons of a question, the one that goes ahead last. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}

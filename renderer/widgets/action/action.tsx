import { type ButtonHTMLAttributes, useId } from 'react';
import styles from './action.module.css';

export interface ActionProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly look?: 'normal' | 'primary' | 'armed' | 'plain';
  /** Why it cannot be done now; absent when it can. Shown on hover, read out on focus: the button stays focusable. */
  readonly reason?: string;
  /** What the button says where only an icon is seen. */
  readonly label?: string;
  /** Key that does the same. */
  readonly hint?: string;
}

/** A button that tells why it cannot be used instead of just being grey. */
export function Action({ look = 'normal', reason, label, hint, onClick, children, title, ...rest }: ActionProps) {
  const id = useId();
  const told = [reason ?? title ?? label, hint && `(${hint})`].filter(Boolean).join(' ');
  return (
    <>
      <button
        type="button"
        className={styles.action}
        data-look={look}
        title={told || undefined}
        aria-label={label}
        aria-disabled={reason ? true : undefined}
        aria-describedby={reason ? id : undefined}
        onClick={reason ? (event) => event.preventDefault() : onClick}
        {...rest}
      >
        {children}
      </button>
      {reason && (
        <span id={id} className={styles.hidden}>
          {reason}
        </span>
      )}
    </>
  );
}

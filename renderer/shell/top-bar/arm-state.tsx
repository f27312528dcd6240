import { History, Lock, LockOpen, Unlink, Unplug } from 'lucide-react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { isCutOff, whyNotArmable } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './top-bar.module.css';

const states = {
  readonly: { text: 'READ-ONLY', Icon: Lock },
  armed: { text: 'ARMED', Icon: LockOpen },
  recorded: { text: 'RECORDED', Icon: History },
  ended: { text: 'ENDED', Icon: Unplug },
  cutoff: { text: 'NO LINK', Icon: Unlink },
} as const;

function stateOf(session: Session): keyof typeof states {
  if (session.condition !== 'live') return session.condition;
  if (isCutOff(session)) return 'cutoff';
  return session.state.armed ? 'armed' : 'readonly';
}

/** Whether something that changes the function can be sent, and the button that changes that. */
export function ArmState({ session }: { readonly session: Session }) {
  const reason = useStore(whyNotArmable);
  const { arm } = useActions();
  const state = stateOf(session);
  const { text, Icon } = states[state];
  const armed = state === 'armed';
  return (
    <span className={styles.state} data-state={state} data-testid="arm-state">
      <Icon aria-hidden="true" />
      {text}
      <Action
        look={armed ? 'armed' : 'normal'}
        reason={armed ? undefined : reason}
        title={armed ? 'Back to read-only' : 'Allow requests that change the function'}
        hint="Ctrl+Shift+A"
        onClick={() => void arm(!armed)}
      >
        {armed ? 'Disarm' : 'Arm'}
      </Action>
    </span>
  );
}

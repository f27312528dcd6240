import { RefreshCw, Stethoscope, Trash2 } from 'lucide-react';
import type { Host } from '../../../electron/contract/app-contract.ts';
import { showDoctor } from '../../shell/opening/show-doctor.ts';
import { useDock } from '../../shell/window-context.ts';
import { useActions } from '../../store/use-store.ts';
import { remedyOf } from '../../text/command-in.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Remedy } from '../../widgets/remedy/remedy.tsx';
import { FactList } from './fact-list.tsx';
import { hostState } from './host-state.ts';
import styles from './targets.module.css';

/** A machine: how it stands with it, what went wrong and what mends that, what is known about it. */
export function HostDetail({ host }: { readonly host: Host }) {
  const { address, state, error, about } = host;
  const { refreshHost, removeHost } = useActions();
  const actions = useActions();
  const dock = useDock();
  const connecting = state === 'connecting' ? 'It is being asked already.' : undefined;
  return (
    <>
      <p className={styles.standing} data-state={state} role="status">
        {hostState(host)}
      </p>
      {error && <Remedy {...remedyOf(error)} />}
      <FactList facts={Object.entries(about)} />
      <div className={styles.acts}>
        <Action
          look={state === 'idle' ? 'primary' : 'normal'}
          reason={connecting}
          onClick={() => void refreshHost(address)}
        >
          <RefreshCw aria-hidden /> {state === 'idle' ? 'Connect' : 'Ask again'}
        </Action>
        <Action onClick={() => showDoctor(address, actions, dock)}>
          <Stethoscope aria-hidden /> {state === 'failed' ? 'Why not?' : 'Doctor'}
        </Action>
        <Action
          look="plain"
          title="Take it out of this list; nothing is changed on it"
          onClick={() => void removeHost(address)}
        >
          <Trash2 aria-hidden /> Remove
        </Action>
      </div>
    </>
  );
}

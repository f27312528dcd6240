import { Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { showDoctor } from '../../shell/opening/show-doctor.ts';
import { useDock } from '../../shell/window-context.ts';
import { useActions } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Remedy } from '../../widgets/remedy/remedy.tsx';
import { BindDialog } from './bind-dialog.tsx';
import type { Entry } from './entries.ts';
import { FactList } from './fact-list.tsx';
import styles from './targets.module.css';

interface TargetDetailProps {
  readonly entry: Entry;
  readonly target: TargetSummary;
  readonly facts: readonly (readonly [string, string])[];
  readonly onOpen: () => void;
}

/** A function: whether it can be opened, the mend where it cannot, and who it is. */
export function TargetDetail({ entry, target, facts, onOpen }: TargetDetailProps) {
  const { reason, remedy } = entry;
  return (
    <>
      {reason && (
        <p className={styles.standing} data-state="failed">
          {reason}
        </p>
      )}
      {reason && remedy && <Remedy next={remedy} />}
      <div className={styles.acts}>
        <Action look={reason ? 'normal' : 'primary'} reason={reason} onClick={onOpen}>
          {entry.open ? 'Show' : 'Open'}
        </Action>
        <Binding target={target} />
        {target.kind === 'vfio' && <Doctor address={target.address} ready={!reason} />}
      </div>
      <FactList facts={facts} />
    </>
  );
}

function Doctor({ address, ready }: { readonly address: string; readonly ready: boolean }) {
  const actions = useActions();
  const dock = useDock();
  return (
    <Action onClick={() => showDoctor(address, actions, dock)}>
      <Stethoscope aria-hidden /> {ready ? 'Doctor' : 'Why not?'}
    </Action>
  );
}

/** Binds the function to vfio-pci after asking, and gives it back when a workbench bound it. */
function Binding({ target }: { readonly target: TargetSummary }) {
  const { restoreTarget } = useActions();
  const [asking, setAsking] = useState(false);
  if (target.boundByUs)
    return <Action onClick={() => void restoreTarget(target.address)}>Give back to its driver</Action>;
  if (!target.bindable) return null;
  return (
    <>
      <Action look="primary" onClick={() => setAsking(true)}>
        Bind to vfio-pci …
      </Action>
      {asking && <BindDialog target={target} onClose={() => setAsking(false)} />}
    </>
  );
}

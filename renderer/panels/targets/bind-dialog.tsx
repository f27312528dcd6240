import type { TargetSummary } from '../../../native-bridge/contract/bridge-contract.ts';
import { useActions } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Dialog, DialogButtons } from '../../widgets/dialog/dialog.tsx';
import styles from './targets.module.css';

interface BindDialogProps {
  readonly target: TargetSummary;
  readonly onClose: () => void;
}

/** Asks before a function is taken from its driver: says what happens and how it is undone. */
export function BindDialog({ target, onClose }: BindDialogProps) {
  const { bindTarget } = useActions();
  const { address, title, driver } = target;
  const bind = () => {
    onClose();
    void bindTarget(address);
  };
  return (
    <Dialog title={`Bind ${title} to a vfio driver?`} testId="bind-dialog" onClose={onClose}>
      <div className={styles.question}>
        <p>
          {driver
            ? `The driver ${driver} lets go of the function: whatever uses it through ${driver} stops working at once.`
            : 'The function has no driver now.'}{' '}
          vfio-pci takes it, or ism_vfio_pci where it is an ISM function and the kernel has that driver; the answer
          names which, and why.
        </p>
        <p>
          The change is written into a journal on its machine before it is made, and undone when the function is
          released: when its session is closed, when the workbench ends, or from here. A journal left by a crash is seen
          by the doctor.
        </p>
        <DialogButtons>
          <Action data-first onClick={onClose}>
            Leave it
          </Action>
          <Action look="primary" onClick={bind}>
            Bind it
          </Action>
        </DialogButtons>
      </div>
    </Dialog>
  );
}

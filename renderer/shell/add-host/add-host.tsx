import { useId, useState } from 'react';
import { useActions, useStore } from '../../store/use-store.ts';
import { hostName } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Dialog, DialogButtons } from '../../widgets/dialog/dialog.tsx';
import styles from './add-host.module.css';
import { hostAddress } from './host-address.ts';

/** Asks for a machine to put into the target list. */
export function AddHost() {
  const open = useStore((state) => state.overlay === 'add-host');
  const { openOverlay } = useActions();
  if (!open) return null;
  return (
    <Dialog title="Add a machine" testId="add-host" onClose={() => openOverlay(undefined)}>
      <AddHostForm onDone={() => openOverlay(undefined)} />
    </Dialog>
  );
}

/** The machine stands in the list at once, and tells there how connecting goes. */
function AddHostForm({ onDone }: { readonly onDone: () => void }) {
  const { addHost } = useActions();
  const [typed, setTyped] = useState('');
  const [sudo, setSudo] = useState(false);
  const wanted = hostAddress(sudo ? `${typed.trim()}?sudo=1` : typed);
  const reason = 'reason' in wanted ? wanted.reason : undefined;
  const id = useId();
  const add = () => {
    if (reason !== undefined || !('address' in wanted)) return;
    void addHost(wanted.address);
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label>
        Machine
        <input
          data-first
          className="mono"
          value={typed}
          placeholder="ssh://user@host:port"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={typed !== '' && reason !== undefined}
          aria-describedby={id}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p id={id} className={styles.hint} data-wrong={typed !== '' && reason !== undefined}>
        {typed !== '' && reason !== undefined
          ? reason
          : 'Your own ssh is used, with its configuration, keys and known hosts. The machine needs Node.js 18 or newer; the bridge program is copied into its ~/.cache.'}
      </p>
      <label className={styles.tick}>
        <input type="checkbox" checked={sudo} onChange={(event) => setSudo(event.target.checked)} />
        Start the bridge there through sudo -n, as root without a password
      </label>
      <Recent onChoose={setTyped} />
      <DialogButtons>
        <Action onClick={onDone}>Cancel</Action>
        <Action type="submit" look="primary" reason={reason}>
          Add and connect
        </Action>
      </DialogButtons>
    </form>
  );
}

/** Machines that were added before and are not in the list now. */
function Recent({ onChoose }: { readonly onChoose: (address: string) => void }) {
  const recent = useStore((state) => state.preferences.recentHosts);
  const hosts = useStore((state) => state.hosts);
  const others = recent.filter((address) => !hosts.some((host) => host.address === address));
  if (others.length === 0) return null;
  return (
    <div className={styles.recent}>
      <span>Before:</span>
      {others.map((address) => (
        <Action key={address} look="plain" onClick={() => onChoose(address)}>
          {hostName(address)}
        </Action>
      ))}
    </div>
  );
}

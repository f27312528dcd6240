import { useActions, useStore } from '../../store/use-store.ts';
import { shortAddress } from '../../text/short-address.ts';
import styles from './top-bar.module.css';

const OPEN = 'open ';

/** Switches between open sessions, and opens what can be opened. */
export function TargetSwitch() {
  const sessions = useStore((state) => state.sessions);
  const targets = useStore((state) => state.targets);
  const currentId = useStore((state) => state.currentId);
  const { show, open } = useActions();
  const isOpen = new Set(sessions.map(({ address }) => address));
  const others = targets?.filter(({ address, ready }) => ready && !isOpen.has(address)) ?? [];
  const choose = (value: string) => (value.startsWith(OPEN) ? void open(value.slice(OPEN.length)) : show(value));
  return (
    <select
      className={styles.switch}
      aria-label="Target"
      value={currentId ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      {currentId === undefined && <option value="">no target open</option>}
      <optgroup label="Open">
        {sessions.map(({ id, address }) => (
          <option key={id} value={id}>
            {shortAddress(address)}
          </option>
        ))}
      </optgroup>
      <optgroup label="Can be opened">
        {others.map(({ address }) => (
          <option key={address} value={OPEN + address}>
            {shortAddress(address)}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

import { useState } from 'react';
import { currentSession, isRecorded, recordingAddresses } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './compare.module.css';

/** Which two recordings; the one that is shown stands on the left unless another was chosen. */
export function Sides() {
  const addresses = useStore(recordingAddresses);
  const shown = useStore((state) => {
    const session = currentSession(state);
    return isRecorded(session) ? session?.address : undefined;
  });
  const known = useStore((state) => state.comparison);
  const [left, setLeft] = useState<string>();
  const [right, setRight] = useState<string>();
  const { compare } = useActions();
  const sides = { left: left ?? known?.left ?? shown ?? '', right: right ?? known?.right ?? '' };
  const reason = whyNot(sides.left, sides.right);
  return (
    <form
      className={styles.sides}
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason) void compare(sides.left, sides.right);
      }}
    >
      <Side label="Left" addresses={addresses} value={sides.left} onChange={setLeft} />
      <Side label="Right" addresses={addresses} value={sides.right} onChange={setRight} />
      <Action type="submit" look="primary" reason={reason}>
        Compare
      </Action>
    </form>
  );
}

function whyNot(left: string, right: string): string | undefined {
  if (!left || !right) return 'Choose two recordings.';
  return left === right ? 'These are one and the same recording.' : undefined;
}

interface SideProps {
  readonly label: string;
  readonly addresses: readonly string[];
  readonly value: string;
  readonly onChange: (address: string) => void;
}

function Side({ label, addresses, value, onChange }: SideProps) {
  return (
    <label>
      {label}
      <select value={value} title={value} onChange={({ target }) => onChange(target.value)}>
        {value === '' && <option value="">choose a recording</option>}
        {addresses.map((address) => (
          <option key={address} value={address}>
            {shortAddress(address)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useStore } from '../../store/use-store.ts';
import { hostName, shortAddress } from '../../text/short-address.ts';
import styles from './doctor.module.css';

interface PatientChooserProps {
  /** Address of a function or a machine; empty is this machine. */
  readonly value: string;
  readonly onChoose: (address: string) => void;
}

interface Choice {
  readonly group: string;
  readonly address: string;
  readonly title: string;
}

/** What can be looked at: this machine, the others, their functions. */
export function PatientChooser({ value, onChoose }: PatientChooserProps) {
  const choices = useChoices();
  const known = choices.some(({ address }) => address === value);
  return (
    <select
      className={styles.chooser}
      aria-label="What to check"
      value={value}
      onChange={({ target }) => onChoose(target.value)}
    >
      <option value="">This machine</option>
      {!known && value !== '' && <option value={value}>{shortAddress(value)}</option>}
      {choices.map(({ group, address, title }) => (
        <option key={address} value={address}>
          {group ? `${group}: ${title}` : title}
        </option>
      ))}
    </select>
  );
}

function useChoices(): readonly Choice[] {
  const targets = useStore((state) => state.targets);
  const hosts = useStore((state) => state.hosts);
  const here = (targets ?? []).filter(({ kind }) => kind === 'vfio');
  return [
    ...here.map(({ address, title }) => ({ group: 'This machine', address, title })),
    ...hosts.flatMap((host) => [
      { group: '', address: host.address, title: hostName(host.address) },
      ...host.targets.map(({ address, title }) => ({ group: hostName(host.address), address, title })),
    ]),
  ];
}

import { currentSession } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { timeOfDay } from '../../text/quantities.ts';
import { hostName } from '../../text/short-address.ts';
import { describeSelection } from './describe-selection.ts';
import styles from './status-line.module.css';

/** The selected thing in one line: name, value, type, byte order, source; at the right what is being awaited. */
export function StatusLine() {
  const state = useStore((all) => all);
  const { name, value, facts, doc } = describeSelection(state);
  const awaited = state.pending.find(({ about }) => about)?.about;
  return (
    <footer className={styles.line} data-testid="status-line" aria-live="off">
      <span className={styles.parts}>
        <span className={styles.name}>{name}</span>
        {value && <span className={`mono ${styles.value}`}>{value}</span>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {doc && <span className={styles.doc}>{doc}</span>}
      </span>
      <span className={styles.spring} />
      {awaited && <span className={styles.awaited}>{awaited} …</span>}
      <MachineState />
      <Host />
    </footer>
  );
}

/** How it stands with the machine a function is on. */
function MachineState() {
  const connection = useStore(currentSession)?.connection;
  if (!connection) return null;
  const { host, state, since, attempt } = connection;
  const connected = state === 'connected';
  const how = connected ? '' : ` lost since ${timeOfDay(since)}${attempt > 0 ? `, attempt ${attempt}` : ''}`;
  return (
    <span
      className={styles.machine}
      data-state={state}
      data-testid="machine-state"
      title={connected ? `Connected since ${timeOfDay(since)}` : connection.error?.message}
    >
      {connected ? '●' : '○'} {hostName(host)}
      {how}
    </span>
  );
}

function Host() {
  const connection = useStore((state) => state.connection);
  if (connection.state !== 'open')
    return <span>{connection.state === 'connecting' ? 'Connecting …' : 'No connection'}</span>;
  const { version, folder } = connection.host;
  return <span title={`Recordings, captures and programs lie in ${folder}`}>{version}</span>;
}

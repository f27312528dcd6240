import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { currentSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './banner.module.css';

/** What concerns everything below it: no connection, a session that has ended. Nothing to tell, nothing shown. */
export function Banner() {
  const connection = useStore((state) => state.connection);
  const ended = useStore((state) => (currentSession(state)?.condition === 'ended' ? currentSession(state) : undefined));
  const { open } = useActions();
  if (connection.state === 'lost' || connection.state === 'refused')
    return <Line title={titles[connection.state]} reason={connection.reason} after={retrying(connection)} />;
  if (!ended) return null;
  return (
    <Line
      title="Session ended."
      reason={ended.ended ?? { code: 'ended', message: 'The function or its bridge is gone.' }}
      action={<Action onClick={() => void open(ended.address)}>Open {ended.address} again</Action>}
    />
  );
}

const titles = { lost: 'No connection.', refused: 'Connection refused.' };

const retrying = (connection: WorkbenchState['connection']) =>
  connection.state === 'lost' ? `Trying again (${connection.attempt}) …` : undefined;

interface LineProps {
  readonly title: string;
  readonly reason: ErrorInfo;
  readonly after?: string;
  readonly action?: React.ReactNode;
}

function Line({ title, reason, after, action }: LineProps) {
  return (
    <div className={styles.banner} role="alert" data-testid="banner">
      <strong>{title}</strong>
      <span>{reason.message}</span>
      <span className={styles.dim}>{reason.next}</span>
      <span className={styles.dim}>{after}</span>
      {action}
    </div>
  );
}

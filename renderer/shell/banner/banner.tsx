import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { currentSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import type { WorkbenchState } from '../../store/workbench-store.ts';
import { timeOfDay } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import styles from './banner.module.css';

/** What concerns everything below it: no connection, a session that has ended or does not answer. Nothing to tell, nothing shown. */
export function Banner() {
  const connection = useStore((state) => state.connection);
  const session = useStore(currentSession);
  const { open } = useActions();
  if (connection.state === 'lost' || connection.state === 'refused')
    return <Line title={titles[connection.state]} reason={connection.reason} after={retrying(connection)} />;
  if (session?.condition === 'ended')
    return (
      <Line
        title="Session ended."
        reason={session.ended ?? { code: 'ended', message: 'The function or its bridge is gone.' }}
        action={<Action onClick={() => void open(session.address)}>Open {session.address} again</Action>}
      />
    );
  return session?.silentSince ? <Line title="No answer." reason={stuck(session.silentSince)} /> : null;
}

const stuck = (since: bigint): ErrorInfo => ({
  code: 'silent',
  message: `The bridge has not answered since ${timeOfDay(since)}: a call may be stuck.`,
  next: 'Nothing is lost; it goes on by itself when the call returns.',
});

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

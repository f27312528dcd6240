import { currentSession, isRecorded } from '../../store/selectors.ts';
import { useStore } from '../../store/use-store.ts';
import { shortAddress } from '../../text/short-address.ts';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { OrderForm } from './order-form.tsx';
import { ReplayView } from './replay-view.tsx';
import styles from './send-again.module.css';

/** Sends requests of a recording again, to any function, and tells loudly where it goes otherwise than it was recorded. */
export default function SendAgainPanel() {
  const session = useStore(currentSession);
  const replay = useStore((state) => state.replay);
  const recording = isRecorded(session) ? session : undefined;
  return (
    <PanelFrame id="send-again" label="Send again" of={recording ? shortAddress(recording.address) : 'no recording'}>
      <div className={styles.panel}>
        {replay && <ReplayView replay={replay} />}
        {recording && <OrderForm key={recording.id} recording={recording} />}
        {!recording && !replay && (
          <EmptyState>Open a recording: its requests can be sent again from here, to any function.</EmptyState>
        )}
      </div>
    </PanelFrame>
  );
}

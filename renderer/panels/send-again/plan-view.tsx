import { TriangleAlert } from 'lucide-react';
import type { ReplayPlan } from '../../../electron/contract/replay/messages.ts';
import { errorLine } from '../../../native-bridge/contract/errors.ts';
import { useActions } from '../../store/use-store.ts';
import { countOf, countText, durationText } from '../../text/quantities.ts';
import styles from './send-again.module.css';

/** What would be sent, and which requests deserve a second look. */
export function PlanView({ plan, accepted }: { readonly plan: ReplayPlan; readonly accepted: boolean }) {
  const { damage } = plan;
  return (
    <div className={styles.plan} data-testid="replay-plan">
      <p>{planText(plan)}</p>
      {damage && <p className={styles.damage}>{errorLine(damage)}</p>}
      {plan.dangerCount > 0 && <Dangers plan={plan} accepted={accepted} />}
    </div>
  );
}

function planText({ requests, bursts, setup, leftOut, spanNs, writes }: ReplayPlan): string {
  const parts = [
    `Sends ${countOf(requests, 'request')}`,
    bursts > 0 && `${countText(bursts)} of them loops`,
    `recorded in ${durationText(spanNs)}`,
    setup > 0 && `makes ${countOf(setup, 'buffer or mapping')} first`,
    leftOut > 0 && `leaves out ${countOf(leftOut, 'row')} that cannot be sent`,
    writes ? 'changes the function' : 'only reads',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

function Dangers({ plan, accepted }: { readonly plan: ReplayPlan; readonly accepted: boolean }) {
  const { dangers, dangerCount } = plan;
  const { editSendAgain } = useActions();
  return (
    <fieldset className={styles.dangers}>
      <legend>
        <TriangleAlert aria-hidden /> {countOf(dangerCount, 'dangerous request')}
      </legend>
      <ul>
        {dangers.map(({ seq, kind, why }) => (
          <li key={seq}>
            <code>
              {seq} {kind}
            </code>{' '}
            {why}
          </li>
        ))}
      </ul>
      {dangerCount > dangers.length && <p>and {countText(dangerCount - dangers.length)} more</p>}
      <label>
        <input
          type="checkbox"
          checked={accepted}
          onChange={({ target }) => editSendAgain({ accepted: target.checked })}
        />
        Send these too
      </label>
    </fieldset>
  );
}

import { Send } from 'lucide-react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { areSeveral } from '../../store/chosen-rows.ts';
import { currentSelection, currentView, isArmed, sendableTargets } from '../../store/selectors.ts';
import type { SendAgainForm } from '../../store/send-again-form.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { namedSpeeds, remapOf, speedOf } from './order.ts';
import { PlanView } from './plan-view.tsx';
import { RemapEditor } from './remap-editor.tsx';
import styles from './send-again.module.css';
import { type Planned, usePlan } from './use-plan.ts';

/** What is sent, where to, how fast, what is different there; and what that would do, before anything is sent. */
export function OrderForm({ recording }: { readonly recording: Session }) {
  const form = useStore((state) => currentView(state).sendAgain);
  const { editSendAgain, startReplay } = useActions();
  const target = useStore((state) => state.sessions.find(({ address }) => address === form.to));
  const running = useStore((state) => state.replay?.progress?.finished === false);
  const planned = usePlan(recording, form, target?.id);
  const remap = remapOf(form);
  const speed = speedOf(form.speed);
  const reason = running ? 'Something is being sent again already.' : whyNot(form, planned, target);
  const wrong = 'reason' in speed ? speed.reason : 'reason' in remap ? remap.reason : undefined;
  const send = () => {
    if (reason || wrong || !planned || !('value' in speed) || !('value' in remap)) return;
    const { stopAtDivergence, arm, accepted, record } = form;
    void startReplay({
      recording: recording.id,
      selection: planned.selection,
      to: target?.id ?? form.to,
      speed: speed.value,
      remap: remap.value,
      stopAtDivergence,
      arm,
      accepted,
      record,
    });
  };
  return (
    <form
      className={styles.form}
      aria-label="Send again"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.order}>
        <div className={styles.fields}>
          <Rows form={form} />
          <Target form={form} />
          <Speed form={form} />
          <Tick form={form} name="stopAtDivergence">
            Stop where it goes otherwise
          </Tick>
          <Tick form={form} name="record">
            Record it
          </Tick>
        </div>
        <RemapEditor form={form} plan={planned?.plan} />
      </div>
      <div className={styles.order}>
        <div className={styles.fields}>
          <Action type="submit" look="armed" reason={reason ?? wrong}>
            <Send aria-hidden /> Send again
          </Action>
          {planned?.plan.writes && !isArmed(target) && (
            <label className={styles.arm}>
              <input
                type="checkbox"
                checked={form.arm}
                onChange={({ target: box }) => editSendAgain({ arm: box.checked })}
              />
              Arm the target for it
            </label>
          )}
        </div>
        {planned && <PlanView plan={planned.plan} accepted={form.accepted} />}
      </div>
    </form>
  );
}

function whyNot(form: SendAgainForm, planned: Planned | undefined, target: Session | undefined): string | undefined {
  if (!form.to) return 'Choose where to send it.';
  if (!planned) return form.rows === 'all' ? 'What would be sent is being looked at.' : 'No requests are chosen.';
  const { requests, bursts, writes, dangerCount } = planned.plan;
  if (requests + bursts === 0) return 'None of these rows can be sent.';
  if (writes && !form.arm && !isArmed(target)) return 'Requests that change the function need it armed.';
  return dangerCount > 0 && !form.accepted ? 'Read the dangerous requests and accept them first.' : undefined;
}

interface FieldProps {
  readonly form: SendAgainForm;
}

function Rows({ form }: FieldProps) {
  const { editSendAgain } = useActions();
  const span = useStore((state) => currentView(state).player.span);
  const chosen = useStore(
    (state) => areSeveral(currentView(state).chosen) || currentSelection(state).kind === 'request',
  );
  return (
    <label>
      what
      <select
        value={form.rows}
        onChange={({ target }) => editSendAgain({ rows: target.value as SendAgainForm['rows'], accepted: false })}
      >
        <option value="all">every request</option>
        <option value="chosen" disabled={!chosen}>
          the requests selected in the list
        </option>
        <option value="span" disabled={!span}>
          the stretch chosen on the slider
        </option>
      </select>
    </label>
  );
}

function Target({ form }: FieldProps) {
  const { editSendAgain } = useActions();
  const addresses = useStore(sendableTargets);
  return (
    <label>
      to
      <select value={form.to} onChange={({ target }) => editSendAgain({ to: target.value, arm: false })}>
        <option value="">choose a function</option>
        {addresses.split('\n').map((address) => (
          <option key={address} value={address}>
            {shortAddress(address)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Speed({ form }: FieldProps) {
  const { editSendAgain } = useActions();
  const parsed = speedOf(form.speed);
  return (
    <label title="Times as fast as recorded; max: without waiting; step: one at a time">
      speed
      <input
        className="mono"
        list="send-again-speeds"
        value={form.speed}
        size={6}
        aria-invalid={'reason' in parsed}
        onChange={({ target }) => editSendAgain({ speed: target.value })}
      />
      <datalist id="send-again-speeds">
        {namedSpeeds.map((speed) => (
          <option key={speed} value={speed} />
        ))}
      </datalist>
    </label>
  );
}

interface TickProps extends FieldProps {
  readonly name: 'stopAtDivergence' | 'record';
  readonly children: string;
}

function Tick({ form, name, children }: TickProps) {
  const { editSendAgain } = useActions();
  return (
    <label>
      <input
        type="checkbox"
        checked={form[name]}
        onChange={({ target }) => editSendAgain({ [name]: target.checked })}
      />
      {children}
    </label>
  );
}

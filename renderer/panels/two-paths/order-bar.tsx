import { ListPlus, Play, Square } from 'lucide-react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { payloads } from '../../../electron/contract/two-paths/messages.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import { useDock } from '../../shell/window-context.ts';
import { currentView, whyNotArmed } from '../../store/selectors.ts';
import { type Pace, paces, type TwoPathsForm } from '../../store/two-paths.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { Action } from '../../widgets/action/action.tsx';
import { lengthsOf, orderOf, usualPeer } from './orders.ts';
import styles from './two-paths.module.css';

const PACES: Readonly<Record<Pace, string>> = { real: 'real time', slow: 'slow motion', slower: 'very slow' };

/** What to store, and the button that stores it. */
export function OrderBar({ session }: { readonly session: Session }) {
  const { form } = useStore((state) => currentView(state).twoPaths);
  const { editTwoPaths } = useActions();
  const peer = form.peer ?? usualPeer(session);
  const lengths = lengthsOf(session);
  return (
    <form className={styles.order} aria-label="Two paths" onSubmit={(event) => event.preventDefault()}>
      <label>
        payload
        <select
          value={Math.min(form.length, lengths.at(-1) ?? form.length)}
          aria-label="Length of the payload"
          onChange={({ target }) => editTwoPaths({ length: Number(target.value) })}
        >
          {lengths.map((length) => (
            <option key={length} value={length}>
              {sizeText(BigInt(length))}
            </option>
          ))}
        </select>
        <select
          value={form.payload}
          aria-label="Pattern of the payload"
          onChange={({ target }) => editTwoPaths({ payload: target.value as TwoPathsForm['payload'] })}
        >
          {payloads.map((payload) => (
            <option key={payload} value={payload}>
              {payload === 'byte' ? '0x5a' : payload}
            </option>
          ))}
        </select>
      </label>
      <label title="The function whose memory the stores arrive in: it is opened for the run. Empty: nobody is looked at.">
        peer
        <input
          className="mono"
          value={peer}
          size={14}
          aria-label="Peer"
          placeholder="nobody"
          onChange={({ target }) => editTwoPaths({ peer: target.value })}
        />
      </label>
      {!peer.trim() && <Place form={form} />}
      <label title="How fast the picture goes through what was sent">
        pace
        <select
          value={form.pace}
          aria-label="Pace"
          onChange={({ target }) => editTwoPaths({ pace: target.value as Pace })}
        >
          {paces.map((pace) => (
            <option key={pace} value={pace}>
              {PACES[pace]}
            </option>
          ))}
        </select>
      </label>
      <Buttons session={session} form={form} />
    </form>
  );
}

/** Where to store when nobody registered memory for it. */
function Place({ form }: { readonly form: TwoPathsForm }) {
  const { editTwoPaths } = useActions();
  return (
    <label title="PCI address space 0 to 5, and the offset of the first store in it">
      at
      <input
        className="mono"
        size={2}
        value={form.space}
        aria-label="Space"
        onChange={({ target }) => editTwoPaths({ space: target.value })}
      />
      <input
        className="mono"
        size={10}
        value={form.offset}
        aria-label="Offset"
        onChange={({ target }) => editTwoPaths({ offset: target.value })}
      />
    </label>
  );
}

function Buttons({ session, form }: { readonly session: Session; readonly form: TwoPathsForm }) {
  const notArmed = useStore(whyNotArmed);
  const { startTwoPaths, composeTwoPaths, stopProgram } = useActions();
  const dock = useDock();
  const order = orderOf(form, session);
  const wrong = 'reason' in order ? order.reason : undefined;
  const busy = session.running && `${session.running} is running.`;
  return (
    <span className={styles.buttons}>
      {session.running === RUNNING ? (
        <Action hint="Shift+Esc" onClick={() => void stopProgram()}>
          <Square /> Stop
        </Action>
      ) : (
        <Action
          look="armed"
          reason={notArmed ?? busy ?? wrong}
          onClick={() => 'length' in order && void startTwoPaths(order)}
        >
          <Play /> Store it
        </Action>
      )}
      <Action
        look="plain"
        label="Open as program"
        title="Put the same steps into the composer"
        reason={wrong}
        onClick={() => {
          if (!('length' in order)) return;
          composeTwoPaths(order);
          dock.show('composer');
        }}
      >
        <ListPlus /> <span className={styles.word}>Open as program</span>
      </Action>
    </span>
  );
}

const RUNNING = 'Two paths, one payload';

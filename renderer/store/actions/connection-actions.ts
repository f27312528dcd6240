import { APP_PROTOCOL } from '../../../electron/contract/app-contract.ts';
import { type ErrorInfo, errorInfo } from '../../../native-bridge/contract/errors.ts';
import { listen } from '../events.ts';
import { adoptSessions } from '../sessions.ts';
import type { AppPeer, StoreContext } from '../store-context.ts';

/** How whoever owns the carrier tells the store about it. */
export interface ConnectionControl {
  /** Shakes hands over a fresh peer and takes in what is open and what can be opened. False: the other side refused us. */
  readonly attach: (peer: AppPeer) => Promise<boolean>;
  readonly lost: (reason: ErrorInfo, attempt: number, retryInMs: number) => void;
}

export function connectionActions(context: StoreContext, refreshTargets: () => Promise<void>): ConnectionControl {
  const { get, set, call } = context;

  async function catchUp(): Promise<void> {
    const known = get().currentId;
    const listed = await call('session.list', {}, 'Asking which sessions are open');
    if (listed) adoptSessions(context, listed.sessions);
    if (known && get().currentId !== known) tellLost(context);
    await refreshTargets();
  }

  return {
    async attach(peer) {
      try {
        const host = await peer.call('hello', { protocol: APP_PROTOCOL });
        context.peer = peer;
        listen(context, peer, () => void refreshTargets());
        set({ connection: { state: 'open', host } });
      } catch (thrown) {
        if (!peer.closed) set({ connection: { state: 'refused', reason: errorInfo(thrown) } });
        return false;
      }
      await catchUp();
      return true;
    },
    lost(reason, attempt, retryInMs) {
      context.peer = undefined;
      set({ connection: { state: 'lost', reason, attempt, retryInMs } });
    },
  };
}

const tellLost = ({ notify }: StoreContext) =>
  notify({
    code: 'session-gone',
    tone: 'error',
    message: 'The workbench was restarted; the sessions shown before are closed.',
    next: 'Open the target again. What was recorded is among the recordings.',
  });

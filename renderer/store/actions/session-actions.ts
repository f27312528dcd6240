import type { appContract, RequestRow, Session } from '../../../electron/contract/app-contract.ts';
import type { Params } from '../../../native-bridge/contract/method-table.ts';
import { adoptSession, dropSession } from '../sessions.ts';
import type { LoopForm } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

type BurstSpecInput = Params<typeof appContract, 'burst.start'>['spec'];
type RequestInput = Params<typeof appContract, 'session.send'>['request'];

/** Targets, sessions, and what is sent to the current one. */
export const sessionActions = (context: StoreContext) => {
  const { get, set, call, patchView } = context;
  const current = () => get().currentId ?? '';
  const adopt = (answer: { session: Session } | undefined) => answer && adoptSession(context, answer.session);
  return {
    /** Asks again what can be opened and what lies in the folder. */
    async refreshTargets() {
      const answer = await call('targets.list', {}, 'Looking for targets');
      set(answer ?? { targets: get().targets ?? [] });
    },
    /** Opens a target address or a file and shows it. */
    async open(address: string) {
      const answer = await call('session.open', { address }, `Opening ${address}`);
      adopt(answer);
      if (answer) set({ currentId: answer.session.id });
    },
    /** Shows a session that is open. */
    show: (session: string) => set({ currentId: session }),
    async close(session: string) {
      if (await call('session.close', { session }, 'Closing')) dropSession(context, session);
    },
    /** Asks the function again what it says about itself; `config` reads its configuration space too. */
    async inspect(config = false) {
      adopt(await call('session.inspect', { session: current(), config }, 'Reading what kernel and firmware say'));
    },
    async arm(armed: boolean) {
      adopt(await call('session.arm', { session: current(), armed }, armed ? 'Arming' : 'Disarming'));
    },
    /** Sends one request, to the current session unless another is named; gives its row once it is answered and recorded. */
    async send(request: RequestInput, session = current()): Promise<RequestRow | undefined> {
      return (await call('session.send', { session, request }, `Sending ${request.kind}`))?.row;
    },
    async mark(note: string): Promise<void> {
      await call('session.mark', { session: current(), note }, 'Marking');
    },
    editLoop: (change: Partial<LoopForm>) => patchView(current(), ({ loop }) => ({ loop: { ...loop, ...change } })),
    async startBurst(spec: BurstSpecInput) {
      await call('burst.start', { session: current(), spec }, 'Starting the store loop');
    },
    async stopBurst() {
      await call('burst.stop', { session: current() }, 'Stopping the store loop');
    },
  };
};

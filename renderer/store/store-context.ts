import type { appContract } from '../../electron/contract/app-contract.ts';
import type { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { errorInfo } from '../../native-bridge/contract/errors.ts';
import type { Params, Result } from '../../native-bridge/contract/method-table.ts';
import type { Peer } from '../../native-bridge/contract/peer.ts';
import { isMeant } from './consent.ts';
import type { Notice, SessionView, WorkbenchData } from './state.ts';
import { emptyView } from './state.ts';

type App = typeof appContract;
export type AppPeer = Peer<App, typeof noContract>;
export type AppMethod = keyof App['methods'] & string;

/** What actions work with: the state, and calls that never reject. */
export interface StoreContext {
  readonly get: () => WorkbenchData;
  readonly set: (change: Partial<WorkbenchData>) => void;
  /** The peer calls go through; undefined while there is no connection. */
  peer: AppPeer | undefined;
  /** Asks the workbench; what is dangerous is asked of the person too. What goes wrong becomes a notice and gives undefined. `about` says what is being awaited. */
  readonly call: <M extends AppMethod>(
    method: M,
    params: Params<App, M>,
    about?: string,
  ) => Promise<Result<App, M> | undefined>;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
  readonly patchView: (session: string, change: (view: SessionView) => Partial<SessionView>) => void;
}

const MOST_NOTICES = 5;

/** What the person did is not news to them. */
const SILENT: ReadonlySet<string> = new Set(['closed', 'cancelled', 'stopped']);

/** Joins state and peer into the context the actions share. */
export function createContext(get: StoreContext['get'], set: StoreContext['set']): StoreContext {
  let nextId = 1;
  const notify: StoreContext['notify'] = (notice) => {
    const others = get().notices.filter((known) => known.code !== notice.code || known.message !== notice.message);
    set({ notices: [...others, { ...notice, id: nextId++ }].slice(-MOST_NOTICES) });
  };
  const context: StoreContext = {
    get,
    set,
    peer: undefined,
    notify,
    patchView(session, change) {
      const { views } = get();
      const view = views[session] ?? emptyView();
      set({ views: { ...views, [session]: { ...view, ...change(view) } } });
    },
    async call(method, params, about = '') {
      const id = nextId++;
      if (!context.peer) return undefined;
      set({ pending: [...get().pending, { id, method, about }] });
      const landed = () => set({ pending: get().pending.filter((call) => call.id !== id) });
      try {
        return await context.peer.call(method, params).finally(landed);
      } catch (thrown) {
        const info = errorInfo(thrown);
        const meant = await isMeant(context, params, info);
        if (meant !== undefined) return meant ? await context.call(method, params, about) : undefined;
        if (!SILENT.has(info.code)) notify({ op: method, ...info, tone: 'error' });
        return undefined;
      }
    },
  };
  return context;
}

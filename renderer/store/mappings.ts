import type { Session } from '../../electron/contract/app-contract.ts';
import { lastOf } from '../../native-bridge/rules/iova.ts';
import type { StoreContext } from './store-context.ts';

/** Long lists of mappings, which sessions are told without. */

/** Until the list is here a session keeps the state it had, but for what must never be late: whether it is armed. */
export function keepState(known: Session | undefined, session: Session): Session {
  if (!known || session.unlisted === undefined) return session;
  return { ...session, state: { ...known.state, armed: session.state.armed } };
}

/** Fetches the mappings of a session as it was told and gives it its state, unless it was told anew meanwhile. */
export async function loadMappings({ call, get, set }: StoreContext, told: Session): Promise<void> {
  const mappings: Session['state']['mappings'] = [];
  for (let [from, more] = [0n, true]; more; from = lastOf(mappings.at(-1)!) + 1n) {
    const page = await call('session.mappings', { session: told.id, from }, 'Reading the mappings');
    if (!page) return;
    for (const mapping of page.mappings) mappings.push(mapping);
    more = page.more && page.mappings.length > 0;
    if (mappings.length === 0) break;
  }
  const isStill = (one: Session) => one.id === told.id && one.durationNs === told.durationNs;
  const state = { ...told.state, mappings };
  set({ sessions: get().sessions.map((one) => (isStill(one) ? { ...one, state } : one)) });
}

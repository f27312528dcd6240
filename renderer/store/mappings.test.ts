import { expect, test } from 'vitest';
import type { Session } from '../../electron/contract/app-contract.ts';
import { EMPTY_STATE, type LiveMapping } from '../../native-bridge/contract/bridge-contract.ts';
import { keepState, loadMappings } from './mappings.ts';
import type { StoreContext } from './store-context.ts';

const mapping = (i: number): LiveMapping => ({ iova: BigInt(i), size: 1n, vaddr: 0n, read: true, write: true });
const MAPPINGS = [0, 1, 5, 6, 7].map(mapping);
const session = (rest: Partial<Session>) => ({ id: 's', durationNs: 1n, state: EMPTY_STATE, ...rest }) as Session;

/** A workbench that gives two mappings a page. */
function around(sessions: Session[]) {
  const data = { sessions };
  const call = async (_method: string, { from }: { from: bigint }) => {
    const rest = MAPPINGS.filter(({ iova }) => iova >= from);
    return { mappings: rest.slice(0, 2), more: rest.length > 2 };
  };
  const set = (change: object) => void Object.assign(data, change);
  return { data, context: { get: () => data, set, call } as unknown as StoreContext };
}

test('a long list is fetched page by page, and the state is what was told with it', async () => {
  const told = session({ unlisted: 5, state: { ...EMPTY_STATE, dmaAvail: 7 } });
  const { data, context } = around([session({})]);
  await loadMappings(context, told);
  expect(data.sessions[0]!.state).toEqual({ ...EMPTY_STATE, dmaAvail: 7, mappings: MAPPINGS });
});

test('a session that was told anew meanwhile is left to that', async () => {
  const { data, context } = around([session({ durationNs: 2n })]);
  await loadMappings(context, session({ unlisted: 5 }));
  expect(data.sessions[0]!.state.mappings).toEqual([]);
});

test('until the list is here the state is the one before, but for whether it is armed', () => {
  const known = session({ state: { ...EMPTY_STATE, armed: true, mappings: MAPPINGS } });
  expect(keepState(known, session({ unlisted: 9 })).state).toEqual({ ...known.state, armed: false });
  expect(keepState(known, session({})).state).toBe(EMPTY_STATE);
});

import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../../electron/contract/app-contract.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp, session } from '../../testing/fake-app.ts';
import { currentView } from '../selectors.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const recording = session({ kind: 'recording', condition: 'recorded', requests: 10, durationNs: 10n });

/** A window that shows a recording without a count of the function's own. */
async function shown(counts: Handlers<AppContract>['recording.counts']) {
  const { carrier } = fakeApp({
    'session.open': () => ({ session: recording }),
    'session.close': () => ({}),
    'recording.counts': counts,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  const { actions } = store.getState();
  await actions.open('recording.mcap');
  return { store, actions };
}

test('what was counted in a recording is known as of where it was read', async () => {
  const { store, actions } = await shown(() => ({ samples: [] }));
  expect(currentView(store.getState()).measurement.asOf).toBeUndefined();
  await actions.readRecordedCounts(recording.id);
  expect(currentView(store.getState()).measurement).toEqual({ samples: [], everyMs: 0, asOf: 'end' });
});

test('an answer that comes after its recording was closed brings no view back', async () => {
  let answer: () => void = () => {};
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const asked = vi.fn();
  const { store, actions } = await shown(async () => {
    asked();
    await late;
    return { samples: [] };
  });
  const reading = actions.readRecordedCounts(recording.id);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  await actions.close(recording.id);
  expect(store.getState().views).toEqual({});
  answer();
  await reading;
  expect(store.getState().views).toEqual({});
});

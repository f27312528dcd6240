import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../electron/contract/app-contract.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../native-bridge/contract/method-table.ts';
import { Peer } from '../../native-bridge/contract/peer.ts';
import { fakeApp, row, session } from '../testing/fake-app.ts';
import { createWorkbenchStore } from './workbench-store.ts';

const RESET = { id: 'RESET', sentence: 'It costs.', why: 'device.reset resets the function' };

/** A workbench that sends a reset once it was agreed to. */
async function connected() {
  const accepted: string[] = [];
  const answers: Partial<Handlers<AppContract>> = {
    'session.open': () => ({ session: session() }),
    'session.accept': ({ dangers }) => {
      accepted.push(...dangers);
      return { session: session() };
    },
    'session.send': () => {
      if (accepted.includes('RESET')) return { row: row(0) };
      throw new WorkbenchError({ code: 'dangerous', message: 'Nothing was sent.', details: { dangers: [RESET] } });
    },
  };
  const { carrier } = fakeApp(answers);
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  const { actions } = store.getState();
  await actions.open('sim:ism');
  const asked = async () => {
    await vi.waitFor(() => expect(store.getState().question).toBeDefined());
    return store.getState().question!;
  };
  return { store, actions, accepted, asked };
}

test('what is agreed to is told to the session, and the request goes out', async () => {
  const { store, actions, accepted, asked } = await connected();
  const sent = actions.send({ kind: 'device.reset' });
  const question = await asked();
  expect(question).toMatchObject({ session: 's1', dangers: [RESET] });
  expect(store.getState().pending).toEqual([]);
  question.answer(true);
  expect(await sent).toBeDefined();
  expect(accepted).toEqual(['RESET']);
  expect(store.getState()).toMatchObject({ question: undefined, notices: [] });
});

test('what is not agreed to is not sent, and is no error', async () => {
  const { store, actions, accepted, asked } = await connected();
  const sent = actions.send({ kind: 'device.reset' });
  (await asked()).answer(false);
  expect(await sent).toBeUndefined();
  expect(accepted).toEqual([]);
  expect(store.getState()).toMatchObject({ question: undefined, notices: [] });
});

test('a second question answers the first with no', async () => {
  const { store, actions, accepted, asked } = await connected();
  const first = actions.send({ kind: 'device.reset' });
  await asked();
  const second = actions.send({ kind: 'device.reset' });
  expect(await first).toBeUndefined();
  await vi.waitFor(() => expect(store.getState().question).toBeDefined());
  store.getState().question!.answer(true);
  expect(await second).toBeDefined();
  expect(accepted).toEqual(['RESET']);
});

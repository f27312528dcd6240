import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../../electron/contract/app-contract.ts';
import type { Divergence, ReplayProgress } from '../../../electron/contract/replay/messages.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp, session } from '../../testing/fake-app.ts';
import { currentView } from '../selectors.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const target = session({ id: 's2', address: 'sim:nic' });
const order = {
  ...{ recording: 's1', selection: {}, to: 'sim:nic', speed: 1 as const, stopAtDivergence: true },
  ...{ arm: false, accepted: false, record: false },
};

const progress = (change: Partial<ReplayProgress> = {}): ReplayProgress => ({
  ...{ replay: 4, session: 's2', done: 1, total: 3, waiting: false, divergences: 0, latest: [], changedWords: 0 },
  ...{ finished: false, stopped: false, stoppedAtDivergence: false, ...change },
});

const divergence = (seq: number): Divergence => ({ seq, kind: 'pcilg', where: 'pcilg 0x0', differences: [] });

const MOMENT = {
  revision: { state: '', snapshot: '' },
  config: { bytes: new Uint8Array(), known: [] },
  counts: { requests: 0, errors: 0, bytes: 0n, paths: [] },
};

async function connected(answers: Partial<Handlers<AppContract>> = {}) {
  const { carrier, app } = fakeApp({
    'session.open': () => ({ session: session({ kind: 'recording' }) }),
    'replay.start': () => ({ replay: 4, session: target }),
    ...answers,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  const { actions } = store.getState();
  await actions.open('a.mcap');
  return { store, app, replay: () => store.getState().replay, ...actions };
}

test('the form of each recording is its own', async () => {
  const { editSendAgain, store } = await connected();
  editSendAgain({ to: 'sim:nic', speed: '10' });
  editSendAgain({ arm: true });
  expect(currentView(store.getState()).sendAgain).toMatchObject({
    to: 'sim:nic',
    speed: '10',
    arm: true,
    record: true,
  });
});

test('what is sent to is among the sessions, and what came of it before the answer is not lost', async () => {
  const { startReplay, replay, store, app } = await connected({
    'replay.start': async () => {
      app.emit('replay.progress', progress({ done: 2 }));
      await Promise.resolve();
      return { replay: 4, session: target };
    },
  });
  await startReplay(order);
  expect(store.getState().sessions.map(({ id }) => id)).toEqual(['s1', 's2']);
  expect(replay()).toMatchObject({ id: 4, recording: 's1', progress: { done: 2 }, divergences: [] });
});

test('progress of another replay is not taken for its own', async () => {
  const { startReplay, replay, app, store } = await connected();
  await startReplay(order);
  app.emit('replay.progress', progress({ replay: 3, done: 99 }));
  app.emit('replay.progress', progress({ done: 3, finished: true }));
  await vi.waitFor(() => expect(replay()?.progress?.finished).toBe(true));
  expect(store.getState().replay?.progress?.done).toBe(3);
});

test('a refusal is said and leaves nothing that looks as if it were sending', async () => {
  const refusal = new WorkbenchError({ code: 'not-armed', message: 'The target is read-only.' });
  const { startReplay, replay, store } = await connected({ 'replay.start': () => Promise.reject(refusal) });
  await startReplay(order);
  expect(replay()).toBeUndefined();
  expect(store.getState().notices).toMatchObject([{ code: 'not-armed', tone: 'error' }]);
});

test('steps and stops go to what is being sent, and nowhere when nothing is', async () => {
  const asked: [string, number][] = [];
  const noted =
    (what: string) =>
    ({ replay }: { readonly replay: number }) => {
      asked.push([what, replay]);
      return {};
    };
  const { startReplay, stepReplay, stopReplay } = await connected({
    'replay.step': noted('step'),
    'replay.stop': noted('stop'),
  });
  await stepReplay();
  await stopReplay();
  expect(asked).toEqual([]);
  await startReplay(order);
  await stepReplay();
  await stopReplay();
  expect(asked).toEqual([
    ['step', 4],
    ['stop', 4],
  ]);
});

test('divergences are read on from those that are known, and not added to a later replay', async () => {
  const asked: number[] = [];
  let second: (() => void) | undefined;
  const { startReplay, loadDivergences, replay } = await connected({
    'replay.start': () => ({ replay: asked.length < 2 ? 4 : 5, session: target }),
    'replay.divergences': async ({ from }) => {
      asked.push(from);
      if (asked.length === 3) await new Promise<void>((resolve) => (second = resolve));
      return { total: 9, divergences: [divergence(from), divergence(from + 1)] };
    },
  });
  await startReplay(order);
  await loadDivergences();
  await loadDivergences();
  expect(asked).toEqual([0, 2]);
  expect(replay()!.divergences.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  const late = loadDivergences();
  await vi.waitFor(() => expect(second).toBeDefined());
  await startReplay(order);
  second!();
  await late;
  expect(replay()).toMatchObject({ id: 5, divergences: [] });
});

test('a stretch of the slider is the rows from its first moment to its last', async () => {
  const rows = new Map([
    [99n, 4],
    [200n, 9],
    [300n, 9],
  ]);
  const { rowsOfSpan } = await connected({
    'recording.at': ({ atNs = 0n }) => ({ moment: { ...MOMENT, atNs, rows: rows.get(atNs) ?? 0 } }),
  });
  expect(await rowsOfSpan({ fromNs: 100n, toNs: 200n })).toEqual({ ranges: [{ from: 4, to: 8 }] });
  expect(await rowsOfSpan({ fromNs: 0n, toNs: 200n })).toEqual({ ranges: [{ from: 0, to: 8 }] });
  expect(await rowsOfSpan({ fromNs: 201n, toNs: 300n })).toBeUndefined();
});

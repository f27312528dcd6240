import { describe, expect, test, vi } from 'vitest';
import type { AppContract } from '../../electron/contract/app-contract.ts';
import { appContract } from '../../electron/contract/app-contract.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../native-bridge/contract/method-table.ts';
import { Peer } from '../../native-bridge/contract/peer.ts';
import { fakeApp, row, rows, session } from '../testing/fake-app.ts';
import { currentSelection, currentSession, currentView, whyNotArmable, whyNotArmed } from './selectors.ts';
import { createWorkbenchStore } from './workbench-store.ts';

async function connected(answers: Partial<Handlers<AppContract>> = {}) {
  const { carrier, app } = fakeApp({ 'session.open': () => ({ session: session() }), ...answers });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  return { store, app, actions: store.getState().actions };
}

describe('the window store', () => {
  test('after the handshake it knows host, targets and open sessions', async () => {
    const { store } = await connected({ 'session.list': () => ({ sessions: [session()] }) });
    expect(store.getState()).toMatchObject({
      connection: { state: 'open', host: { version: '0.1.0' } },
      targets: [],
      sessions: [{ id: 's1' }],
      pending: [],
    });
  });

  test('a refused handshake says why and is not retried', async () => {
    const refusal = new WorkbenchError({ code: 'too-old', message: 'The window is older than the workbench.' });
    const { carrier } = fakeApp({ hello: () => Promise.reject(refusal) });
    const store = createWorkbenchStore();
    expect(await store.connection.attach(new Peer(carrier, appContract, noContract, {}))).toBe(false);
    expect(store.getState().connection).toMatchObject({ state: 'refused', reason: { code: 'too-old' } });
  });

  test('opening a target shows it', async () => {
    const { store, actions } = await connected();
    await actions.open('sim:ism');
    expect(currentSession(store.getState())?.address).toBe('sim:ism');
  });

  test('a failed call becomes one notice, however often it fails the same way', async () => {
    const error = { code: 'unknown-target', message: 'There is no target sim:none.', next: 'See the list of targets.' };
    const { store, actions } = await connected({ 'session.open': () => Promise.reject(new WorkbenchError(error)) });
    await actions.open('sim:none');
    await actions.open('sim:none');
    expect(store.getState().notices).toMatchObject([{ ...error, tone: 'error', op: 'session.open' }]);
    expect(store.getState().pending).toEqual([]);
  });

  test('each session keeps its own selection and history', async () => {
    const { store, app, actions } = await connected();
    await actions.open('sim:ism');
    actions.select({ kind: 'region', index: 2 });
    app.emit('session.changed', session({ id: 's2', address: 'sim:nic' }));
    await vi.waitFor(() => expect(store.getState().sessions).toHaveLength(2));
    actions.show('s2');
    expect(currentSelection(store.getState())).toEqual({ kind: 'none' });
    actions.show('s1');
    expect(currentSelection(store.getState())).toEqual({ kind: 'region', index: 2 });
  });

  test('a changed session keeps its snapshot object while the snapshot is the same, so nothing is decoded twice', async () => {
    const { store, app, actions } = await connected();
    await actions.open('sim:ism');
    const { snapshot } = currentSession(store.getState())!;
    app.emit('session.changed', session({ requests: 5 }));
    await vi.waitFor(() => expect(currentSession(store.getState())?.requests).toBe(5));
    expect(currentSession(store.getState())!.snapshot).toBe(snapshot);
  });

  test('grown requests reach list and counts; a closed session disappears', async () => {
    const { store, app, actions } = await connected();
    await actions.open('sim:ism');
    app.emit('requests.grown', { session: 's1', total: 2, errors: 1, newest: rows(0, 2) });
    await vi.waitFor(() => expect(currentView(store.getState()).rows.matched).toBe(2));
    expect(currentSession(store.getState())).toMatchObject({ requests: 2, errors: 1 });
    app.emit('session.closed', { session: 's1' });
    await vi.waitFor(() => expect(store.getState().currentId).toBeUndefined());
    expect(store.getState().views).toEqual({});
  });

  test('stepping through a list fetches the page it needs and selects the row', async () => {
    const page = vi.fn(({ from, count }: { from: number; count: number }) => ({
      total: 500,
      matched: 500,
      rows: rows(from, count),
    }));
    const { store, actions } = await connected({
      'session.open': () => ({ session: session({ requests: 500 }) }),
      'requests.page': page,
    });
    await actions.open('sim:ism');
    actions.select({ kind: 'request', seq: 299 });
    await actions.stepRow(1);
    expect(currentSelection(store.getState())).toEqual({ kind: 'request', seq: 300 });
    expect(page).toHaveBeenCalledTimes(1);
    await actions.stepRow(Number.POSITIVE_INFINITY);
    expect(currentSelection(store.getState())).toEqual({ kind: 'request', seq: 499 });
    await actions.stepRow(1);
    expect(currentSelection(store.getState())).toEqual({ kind: 'request', seq: 499 });
  });

  test('the next request to the same place skips what went elsewhere', async () => {
    const place = (seq: number) => ({ request: { space: seq % 3, offset: '0x0' } });
    const all = Array.from({ length: 10 }, (_, seq) => row(seq, place(seq)));
    const { store, actions } = await connected({
      'session.open': () => ({ session: session({ requests: 10 }) }),
      'requests.page': () => ({ total: 10, matched: 10, rows: all }),
    });
    await actions.open('sim:ism');
    await actions.stepRow(1);
    await actions.stepAlike(1);
    expect(currentSelection(store.getState())).toEqual({ kind: 'request', seq: 3 });
    await actions.stepAlike(-1);
    await actions.stepAlike(-1);
    expect(currentSelection(store.getState())).toEqual({ kind: 'request', seq: 0 });
    expect(store.getState().notices.at(-1)?.code).toBe('none-alike');
  });

  test('a page that arrives for an earlier filter is not taken in', async () => {
    let answer = (_: unknown) => {};
    const slow = new Promise((resolve) => {
      answer = resolve;
    });
    const { store, actions } = await connected({
      'session.open': () => ({ session: session({ requests: 10 }) }),
      'requests.page': async ({ filter }) => {
        if (filter?.text === 'old') await slow;
        return { total: 10, matched: 1, rows: [row(filter?.text === 'old' ? 1 : 2)] };
      },
    });
    await actions.open('sim:ism');
    actions.filterRows({ text: 'old' });
    actions.filterRows({ text: 'new' });
    await vi.waitFor(() => expect(currentView(store.getState()).rows.matched).toBe(1));
    answer(undefined);
    await vi.waitFor(() => expect(store.getState().pending).toEqual([]));
    expect([...currentView(store.getState()).rows.pages.values()][0]?.[0]?.seq).toBe(2);
  });

  test('why nothing can be sent is said in the words of what is open', async () => {
    const { store, actions } = await connected();
    expect(whyNotArmed(store.getState())).toMatch(/Open a target/);
    await actions.open('sim:ism');
    expect(whyNotArmed(store.getState())).toMatch(/read-only/);
    expect(whyNotArmable(store.getState())).toBeUndefined();
  });

  test('sessions that a restarted workbench no longer has are let go, and that is said', async () => {
    const { store, actions } = await connected();
    await actions.open('sim:ism');
    store.connection.lost({ code: 'closed', message: 'The connection broke.' }, 1, 250);
    expect(store.getState().connection.state).toBe('lost');
    const again = fakeApp();
    await store.connection.attach(new Peer(again.carrier, appContract, noContract, {}));
    expect(store.getState().sessions).toEqual([]);
    expect(store.getState().notices.at(-1)?.code).toBe('session-gone');
  });

  test('preferences survive a visit; damaged ones fall back', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    createWorkbenchStore(storage).getState().actions.nextTheme();
    expect(createWorkbenchStore(storage).getState().preferences.theme).toBe('light');
    for (const key of kept.keys()) kept.set(key, '{"theme":7}');
    expect(createWorkbenchStore(storage).getState().preferences.theme).toBe('dark');
  });
});

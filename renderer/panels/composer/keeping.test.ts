import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptDraft } from '../../../electron/contract/app/drafts.ts';
import { appContract } from '../../../electron/contract/app-contract.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { createWorkbenchStore } from '../../store/workbench-store.ts';
import { fakeApp } from '../../testing/fake-app.ts';
import { emptyDraft, keptOf, typed, undone } from './draft.ts';
import { keepDraft } from './keeping.ts';
import { changeDraft, draftStore } from './use-draft.ts';

const ends: (() => void)[] = [];
beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
  draftStore.setState(emptyDraft, true);
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.useRealTimers();
});

/** A browser's storage. */
function storage(held?: KeptDraft) {
  const kept = new Map(held ? [['zpci-workbench.composer', JSON.stringify(held)]] : []);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    last: (): KeptDraft => JSON.parse([...kept.values()].at(-1)!),
  };
}

/** A workbench that keeps drafts; `other` is what it gives back once. */
function workbench(held?: KeptDraft, other?: KeptDraft) {
  const kept: { draft: KeptDraft; base?: number }[] = [];
  const { carrier, app } = fakeApp({
    'draft.read': () => ({ draft: held }),
    'draft.keep': (params) => ({ other: kept.push(params) === 1 ? other : undefined }),
  });
  const store = createWorkbenchStore();
  const connect = async () => {
    await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { store, app, kept, connect };
}

const textDraft = (text: string, at: number) => keptOf(typed(emptyDraft, text), at);
const type = (text: string) => changeDraft((draft) => typed(draft, text));

test('what is typed is in the browser at once and with the workbench within a second, typing that goes on in one piece', async () => {
  const [place, { store, kept, connect }] = [storage(), workbench()];
  ends.push(keepDraft(store, place));
  await connect();
  type('{ "h');
  type('{ "ha');
  expect(place.last().text).toBe('{ "ha');
  expect(store.getState().isDraftKept).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept.map(({ draft }) => draft.text)).toEqual(['{ "ha']);
  expect(store.getState().isDraftKept).toBe(true);
  type('{ "hal');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept.at(-1)).toMatchObject({ base: kept[0]!.draft.at, draft: { text: '{ "hal' } });
});

test('the later of two drafts is shown and the earlier one is an undo away', async () => {
  const later = workbench(textDraft('from the workbench', 9));
  ends.push(keepDraft(later.store, storage(textDraft('from the browser', 5))));
  await later.connect();
  expect(draftStore.getState().text).toBe('from the workbench');
  expect(undone(draftStore.getState()).text).toBe('from the browser');
});

test('what was typed while the workbench did not answer is kept once it does', async () => {
  const { store, kept, connect } = workbench(textDraft('before', 5));
  ends.push(keepDraft(store, storage(textDraft('typed since', 9))));
  await connect();
  await vi.advanceTimersByTimeAsync(1000);
  expect(draftStore.getState().text).toBe('typed since');
  expect(undone(draftStore.getState()).text).toBe('before');
  expect(kept.at(-1)?.draft.text).toBe('typed since');
});

test('a draft that another workbench kept meanwhile comes into the history', async () => {
  const { store, connect } = workbench(undefined, textDraft('theirs', 3));
  ends.push(keepDraft(store, storage()));
  await connect();
  type('mine');
  await vi.advanceTimersByTimeAsync(1000);
  expect(draftStore.getState().text).toBe('mine');
  expect(undone(draftStore.getState()).text).toBe('theirs');
});

test('the draft of another window is shown and not sent back', async () => {
  const { store, app, kept, connect } = workbench();
  ends.push(keepDraft(store, storage()));
  await connect();
  app.emit('draft.changed', { draft: textDraft('other window', 2000) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(draftStore.getState().text).toBe('other window');
  expect(kept).toEqual([]);
});

test('a damaged or full browser storage takes nothing away', async () => {
  const { store, kept, connect } = workbench();
  const full = {
    getItem: () => '{"text":',
    setItem: () => {
      throw new RangeError('quota');
    },
  };
  ends.push(keepDraft(store, full));
  await connect();
  type('x');
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept.at(-1)?.draft.text).toBe('x');
});

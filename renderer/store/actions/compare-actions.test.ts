import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../../electron/contract/app-contract.ts';
import type { CompareSummary } from '../../../electron/contract/compare/messages.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp, session } from '../../testing/fake-app.ts';
import { pairAt } from '../comparison.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const side = { file: 'a.mcap', address: 'a', title: '', startedAt: 0n, modelled: true, requests: 1000, errors: 0 };
const nothing = { by: {}, common: [], commonLeftOut: 0, functions: [], latencies: [], ignored: [], first: [] };

/** Of a thousand pairs, of which every third differs. */
const summary: CompareSummary = {
  ...{ ...nothing, left: side, right: side },
  ...{ total: 1000, same: 666, different: 334, missing: 0, added: 0 },
};

const stopped = () => new WorkbenchError({ code: 'stopped', message: 'The comparison was stopped.' });

async function connected(answers: Partial<Handlers<AppContract>> = {}) {
  const asked: { from: number; onlyDifferences?: boolean }[] = [];
  const closed: number[] = [];
  const { carrier, app } = fakeApp({
    'session.open': ({ address }) => ({ session: session({ id: `of ${address}`, address, kind: 'recording' }) }),
    'compare.open': ({ compare }) => ({ compare, summary }),
    'compare.page': ({ from, count, onlyDifferences }) => {
      asked.push({ from, onlyDifferences });
      const pairs = Array.from({ length: count }, (_, at) => ({
        ...{ index: (from + at) * (onlyDifferences ? 3 : 1), verdict: 'same' as const, differences: [] },
      }));
      return { total: onlyDifferences ? 334 : 1000, pairs };
    },
    'compare.next': ({ from, direction }) => {
      const index = direction === 'forward' ? from + 3 - (((from % 3) + 3) % 3) : Math.ceil(from / 3) * 3 - 3;
      return index >= 0 && index < 1000 ? { index } : {};
    },
    'compare.close': ({ compare }) => {
      closed.push(compare);
      return {};
    },
    ...answers,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  return { store, app, asked, closed, comparison: () => store.getState().comparison!, ...store.getState().actions };
}

test('both recordings are opened when they are not, and compared by their sessions', async () => {
  const opened = vi.fn(({ compare }) => ({ compare, summary }));
  const { compare, comparison } = await connected({ 'compare.open': opened });
  await compare('left.mcap', 'right.mcap');
  expect(opened).toHaveBeenCalledWith(
    expect.objectContaining({ left: 'of left.mcap', right: 'of right.mcap' }),
    expect.anything(),
  );
  expect(comparison()).toMatchObject({ onlyDifferences: true, listed: 334, progress: undefined });
});

test('a page is asked for once, however often it is needed, and thrown away with the list it belongs to', async () => {
  const { compare, needPairs, listPairs, comparison, asked } = await connected();
  await compare('left.mcap', 'right.mcap');
  needPairs(90, 110);
  needPairs(95, 120);
  await vi.waitFor(() => expect(pairAt(comparison(), 110)).toMatchObject({ index: 330 }));
  expect(asked.map(({ from }) => from)).toEqual([0, 100]);
  listPairs(false);
  expect(comparison()).toMatchObject({ listed: 1000, at: undefined });
  expect(pairAt(comparison(), 110)).toBeUndefined();
});

test('a page of the list that is no longer shown does not get into the one that is', async () => {
  const { compare, selectPair, listPairs, comparison } = await connected();
  await compare('left.mcap', 'right.mcap');
  const late = selectPair(5);
  listPairs(false);
  await late;
  expect(pairAt(comparison(), 5)).toBeUndefined();
});

test('steps go from difference to difference in either list and say when there is none', async () => {
  const { compare, stepDifference, listPairs, selectPair, comparison, store } = await connected();
  await compare('left.mcap', 'right.mcap');
  await stepDifference(1);
  await stepDifference(1);
  expect(comparison().at).toBe(1);
  listPairs(false);
  await selectPair(4);
  await stepDifference(1);
  expect(comparison().at).toBe(6);
  await stepDifference(-1);
  expect(comparison().at).toBe(3);
  await selectPair(0);
  await stepDifference(-1);
  expect(comparison().at).toBe(0);
  expect(store.getState().notices).toMatchObject([{ code: 'none-found' }]);
});

test('a pair is shown by its place in the whole list', async () => {
  const { compare, showPair, comparison, asked } = await connected();
  await compare('left.mcap', 'right.mcap');
  await showPair(642);
  expect(comparison()).toMatchObject({ onlyDifferences: false, at: 642 });
  expect(asked).toEqual([{ from: 600, onlyDifferences: false }]);
  expect(pairAt(comparison(), 642)).toMatchObject({ index: 642 });
});

test('a pair that is selected already is sought again when it is shown', async () => {
  const { compare, showPair, selectPair, comparison } = await connected();
  await compare('left.mcap', 'right.mcap');
  await selectPair(7);
  const { sought } = comparison();
  await showPair(7);
  await showPair(7);
  expect(comparison()).toMatchObject({ at: 7, sought: sought + 2 });
});

test('what comes late of a comparison that was stopped does not touch the next', async () => {
  const ends: (() => void)[] = [];
  const { compare, endComparison, comparison, closed, app, store } = await connected({
    'compare.open': ({ compare }) =>
      ends.length > 0
        ? { compare, summary }
        : new Promise((_, reject) => {
            ends.push(() => reject(stopped()));
          }),
  });
  const first = compare('left.mcap', 'right.mcap');
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  const { id } = comparison();
  app.emit('compare.progress', { compare: id, progress: { phase: 'aligning', done: 0, total: 0 } });
  await vi.waitFor(() => expect(comparison().progress?.phase).toBe('aligning'));
  await endComparison();
  expect(closed).toEqual([id]);
  await compare('left.mcap', 'other.mcap');
  ends[0]!();
  await first;
  expect(comparison()).toMatchObject({ right: 'other.mcap', listed: 334 });
  expect(comparison().id).not.toBe(id);
  expect(store.getState().notices).toEqual([]);
});

test('a comparison that fails is put away and says why', async () => {
  const damaged = new WorkbenchError({ code: 'damaged-file', message: 'left.mcap is no recording.' });
  const { compare, store } = await connected({ 'compare.open': () => Promise.reject(damaged) });
  await compare('left.mcap', 'right.mcap');
  expect(store.getState()).toMatchObject({ comparison: undefined, notices: [{ code: 'damaged-file' }], pending: [] });
});

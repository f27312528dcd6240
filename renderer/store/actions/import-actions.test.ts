import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../../electron/contract/app-contract.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp } from '../../testing/fake-app.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const MIB = 1024 * 1024;

/** A window whose workbench takes files, as the test says. */
async function connected(answers: Partial<Handlers<AppContract>> = {}) {
  const sent: { at: number; length: number }[] = [];
  const cancelled = vi.fn();
  const file = { name: 'a.mcap', path: '/folder/a.mcap', kind: 'recording' as const, size: 1, modified: 1n };
  const { carrier } = fakeApp({
    'import.start': () => ({ id: 7 }),
    'import.data': ({ at, data }) => {
      sent.push({ at, length: data.length });
      return {};
    },
    'import.finish': () => ({ file }),
    'import.cancel': () => {
      cancelled();
      return {};
    },
    ...answers,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  return { store, sent, cancelled, ...store.getState().actions };
}

const fileOf = (size: number) => new File([new Uint8Array(size)], 'a.mcap');

test('a file goes piece by piece, each after the one before was taken', async () => {
  const { importFile, sent, store } = await connected();
  const seen: number[] = [];
  store.subscribe(({ imports }) => imports[0] && seen.push(imports[0].done));
  expect(await importFile(fileOf(2 * MIB + 5))).toBe('/folder/a.mcap');
  expect(sent).toEqual([
    { at: 0, length: MIB },
    { at: MIB, length: MIB },
    { at: 2 * MIB, length: 5 },
  ]);
  expect([...new Set(seen)]).toEqual([0, MIB, 2 * MIB, 2 * MIB + 5]);
  expect(store.getState()).toMatchObject({ imports: [], pending: [], notices: [] });
});

test('cancelled, it ends after the piece under way', async () => {
  const { cancelImport, cancelled, importFile, sent, store } = await connected();
  store.subscribe(({ imports }) => imports[0]?.done === MIB && cancelImport(7));
  expect(await importFile(fileOf(3 * MIB))).toBeUndefined();
  expect(sent).toHaveLength(1);
  expect(cancelled).toHaveBeenCalledOnce();
  expect(store.getState().imports).toEqual([]);
});

test('a piece that is refused is said and ends it', async () => {
  const { importFile, store } = await connected({ 'import.data': () => Promise.reject(new Error('no room')) });
  expect(await importFile(fileOf(3 * MIB))).toBeUndefined();
  expect(store.getState()).toMatchObject({ imports: [], notices: [{ message: 'no room', tone: 'error' }] });
});

test('a file that cannot be read any more is said and not kept', async () => {
  const { cancelled, importFile, store } = await connected();
  const gone = fileOf(5);
  gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob;
  expect(await importFile(gone)).toBeUndefined();
  expect(cancelled).toHaveBeenCalledOnce();
  expect(store.getState().notices).toMatchObject([{ code: 'unreadable-file' }]);
});

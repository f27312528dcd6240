import { expect, test, vi } from 'vitest';
import { type AppContract, appContract } from '../../../electron/contract/app-contract.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp } from '../../testing/fake-app.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const HOST = { protocol: 1, version: '0.1.0', host: 'serve', platform: 'test', folder: '/folder' } as const;
const written = { path: '/folder/exports/a.csv', requests: 3, bytes: 99 };

async function connected(answers: Partial<Handlers<AppContract>> = {}) {
  const run = vi.fn(answers['export.run'] ?? (() => written));
  const { carrier, app } = fakeApp({
    'export.stop': () => ({}),
    ...answers,
    'export.run': run as (typeof answers)['export.run'],
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  const ordered = () => run.mock.calls.map(([order]) => order);
  return { store, app, ordered, exporting: () => store.getState().exporting, ...store.getState().actions };
}

const choice = { operations: false, name: '' };

test('without a desktop it goes into the folder, under a name only when there is one', async () => {
  const { exportRecording, exporting, ordered, store } = await connected();
  await exportRecording('s1', 'csv', choice);
  await exportRecording('s1', 'parquet', { operations: true, name: 'mine' });
  expect(ordered()).toMatchObject([
    { session: 's1', format: 'csv', operations: false },
    { session: 's1', format: 'parquet', operations: true, name: 'mine' },
  ]);
  expect(ordered()[0]).not.toHaveProperty('name');
  expect(exporting()).toMatchObject({ format: 'parquet', result: written });
  expect(store.getState().notices).toMatchObject([{ code: 'exported', message: `Exported to ${written.path}` }]);
});

test('on a desktop the person says where to; thinking better of it exports nothing', async () => {
  const places = ['/chosen/a.csv', undefined];
  const { exportRecording, ordered, exporting } = await connected({
    hello: () => ({ ...HOST, desktop: true }),
    'export.place': () => ({ path: places.shift() }),
  });
  await exportRecording('s1', 'csv', { operations: false, name: 'not asked for' });
  expect(ordered()).toMatchObject([{ path: '/chosen/a.csv' }]);
  expect(ordered()[0]).not.toHaveProperty('name');
  const before = exporting();
  await exportRecording('s1', 'csv', choice);
  expect(ordered()).toHaveLength(1);
  expect(exporting()).toBe(before);
});

test('an export that was stopped is gone at once, and what comes late of it does not touch the next', async () => {
  const ends: ((reason: Error) => void)[] = [];
  const { exportRecording, stopExport, exporting, app, store } = await connected({
    'export.run': () => (ends.length > 0 ? written : new Promise((_, reject) => ends.push(reject))),
  });
  const first = exportRecording('s1', 'csv', choice);
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  const { run } = exporting()!;
  app.emit('export.progress', { run, done: 5, total: 10 });
  await vi.waitFor(() => expect(exporting()).toMatchObject({ done: 5, total: 10 }));
  await stopExport();
  expect(exporting()).toBeUndefined();
  await exportRecording('s1', 'json', choice);
  ends[0]!(new WorkbenchError({ code: 'stopped', message: 'The export was stopped; nothing of it stays.' }));
  await first;
  expect(exporting()).toMatchObject({ format: 'json', result: written });
  expect(store.getState().notices.filter(({ tone }) => tone === 'error')).toEqual([]);
});

test('a failed export says why and leaves nothing behind it', async () => {
  const full = new WorkbenchError({ code: 'no-space', message: 'The disk is full.' });
  const { exportRecording, exporting, store } = await connected({ 'export.run': () => Promise.reject(full) });
  await exportRecording('s1', 'csv', choice);
  expect(exporting()).toBeUndefined();
  expect(store.getState().notices).toMatchObject([{ code: 'no-space', tone: 'error' }]);
});

test('formats are asked for once', async () => {
  const formats = vi.fn(() => ({ formats: [{ name: 'csv', title: 'Table', ending: '.csv' }] }));
  const { loadExportFormats, store } = await connected({ 'export.formats': formats });
  await loadExportFormats();
  await loadExportFormats();
  expect(formats).toHaveBeenCalledOnce();
  expect(store.getState().exportFormats).toHaveLength(1);
});

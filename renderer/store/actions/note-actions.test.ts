import { expect, test } from 'vitest';
import { type AppContract, appContract, type Session } from '../../../electron/contract/app-contract.ts';
import type { Note } from '../../../electron/contract/recording-notes.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp, session } from '../../testing/fake-app.ts';
import { currentView } from '../selectors.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const recording = session({ kind: 'recording', condition: 'recorded', requests: 10, durationNs: 10n });
const moment = {
  ...{ atNs: 4n, rows: 4, revision: { state: 'a', snapshot: 'a' }, config: { bytes: new Uint8Array(), known: [] } },
  counts: { requests: 4, errors: 0, bytes: 0n, paths: [] },
};

/** A window that shows a session, whose notes are kept as a workbench keeps them. */
async function shown(described: Session = recording, answers: Partial<Handlers<AppContract>> = {}) {
  let notes: Note[] = [];
  const put = ({
    session: _,
    id = notes.length + 1,
    ...note
  }: Omit<Note, 'id' | 'writtenAt'> & { session: string; id?: number }) => {
    notes = [...notes.filter((one) => one.id !== id), { ...note, id, writtenAt: 1n }];
    return { notes };
  };
  const { carrier, app } = fakeApp({
    'session.open': () => ({ session: described }),
    'recording.at': () => ({ moment }),
    'recording.notes': () => ({ notes }),
    'recording.note': put,
    'recording.forget-note': ({ id }) => {
      notes = notes.filter((one) => one.id !== id);
      return { notes };
    },
    'recording.timeline': () => Promise.reject(new WorkbenchError({ code: 'closed', message: 'not asked about here' })),
    ...answers,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  await store.getState().actions.open('recording.mcap');
  return { store, app, put, actions: store.getState().actions, notes: () => currentView(store.getState()).notes };
}

test('a note is written to the row before the cursor, or to the last one at the end', async () => {
  const { actions, notes } = await shown();
  expect(await actions.writeNote('at the end')).toBe(true);
  await actions.seek({ rows: 4 });
  expect(await actions.writeNote('look here')).toBe(true);
  expect(notes()).toMatchObject([
    { row: 9, atNs: 10n, text: 'at the end' },
    { row: 3, atNs: 4n, text: 'look here' },
  ]);
});

test('another text stays at the place of the note, wherever the cursor is', async () => {
  const { actions, notes } = await shown();
  await actions.writeNote('first');
  await actions.seek({ rows: 4 });
  expect(await actions.changeNote(notes()[0]!, 'better')).toBe(true);
  expect(notes()).toMatchObject([{ id: 1, row: 9, atNs: 10n, text: 'better' }]);
  await actions.forgetNote(notes()[0]!);
  expect(notes()).toEqual([]);
});

test('a note that could not be written is not shown, and why is told', async () => {
  const error = { code: 'write-failed', message: 'The disk is full.' };
  const { actions, notes, store } = await shown(recording, {
    'recording.note': () => Promise.reject(new WorkbenchError(error)),
  });
  expect(await actions.writeNote('lost?')).toBe(false);
  expect(notes()).toEqual([]);
  expect(store.getState().notices).toMatchObject([error]);
});

test('what another window wrote comes too', async () => {
  const { store, app, notes, put } = await shown();
  const written = put({ session: 's1', row: 0, atNs: 1n, text: 'from elsewhere' }).notes;
  app.emit('recording.notes-changed', { session: 's1', notes: written });
  await expect.poll(() => notes().map(({ text }) => text)).toEqual(['from elsewhere']);
  await store.getState().actions.loadNotes();
  expect(notes()).toHaveLength(1);
});

test('a live session has no notes of a reader', async () => {
  const { actions, store } = await shown(session());
  await actions.loadNotes();
  expect(await actions.writeNote('nothing')).toBe(false);
  expect(store.getState().notices).toEqual([]);
});

import { describe, expect, test, vi } from 'vitest';
import { type AppContract, appContract, type Session } from '../../../electron/contract/app-contract.ts';
import type { Moment } from '../../../electron/contract/recording-cursor.ts';
import { noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Handlers } from '../../../native-bridge/contract/method-table.ts';
import { Peer } from '../../../native-bridge/contract/peer.ts';
import { fakeApp, session } from '../../testing/fake-app.ts';
import { currentSession, currentView } from '../selectors.ts';
import { createWorkbenchStore } from '../workbench-store.ts';

const ROWS = 10;
const MS = 1_000_000n;

/** Ten rows, one each millisecond from 1 ms on. */
const recording = (change: Partial<Session> = {}): Session =>
  session({ kind: 'recording', condition: 'recorded', requests: ROWS, durationNs: 10n * MS, ...change });

function momentAt({ atNs, rows }: { atNs?: bigint; rows?: number }): Moment {
  const has = rows ?? (atNs === undefined ? ROWS : Math.min(Number(atNs / MS), ROWS));
  return {
    atNs: atNs ?? BigInt(has) * MS,
    rows: has,
    revision: { state: `state ${has}`, snapshot: 'beginning' },
    config: { bytes: new Uint8Array(4096), known: [] },
    counts: { requests: has, errors: 0, bytes: 0n, paths: [] },
  };
}

const timeline = {
  ...{ beginNs: 0n, durationNs: 10n * MS, binNs: MS, requests: [], errors: [] },
  ...{ marks: [], events: [], armed: [], idle: [], complete: true },
};

type Asked = Parameters<Handlers<AppContract>['recording.at']>[0];

/** A window that shows a recording; `asked` are the places it asked for. */
async function shown(answers: Partial<Handlers<AppContract>> = {}, described = recording()) {
  const asked: Asked[] = [];
  const at = (place: Asked) => {
    asked.push(place);
    return { moment: momentAt(place) };
  };
  const { carrier, app } = fakeApp({
    'session.open': () => ({ session: described }),
    'recording.at': at,
    'recording.timeline': () => ({ timeline }),
    'recording.notes': () => ({ notes: [] }),
    ...answers,
  });
  const store = createWorkbenchStore();
  await store.connection.attach(new Peer(carrier, appContract, noContract, {}));
  const { actions } = store.getState();
  await actions.open('recording.mcap');
  const player = () => currentView(store.getState()).player;
  if (described.condition === 'recorded') await vi.waitFor(() => expect(player().timeline).toBeDefined());
  return { store, app, actions, asked, player };
}

describe('the cursor of a recording', () => {
  test('is at the end first, and goes to a row or a time', async () => {
    const { actions, player } = await shown();
    expect([player().cursor, player().moment]).toEqual([undefined, undefined]);
    await actions.seek({ rows: 3 });
    expect(player()).toMatchObject({ cursor: 3n * MS, moment: { rows: 3 } });
    await actions.seek({ atNs: 5n * MS + 1n });
    expect(player()).toMatchObject({ cursor: 5n * MS + 1n, moment: { rows: 5 } });
    await actions.seek(undefined);
    expect([player().cursor, player().moment]).toEqual([undefined, undefined]);
  });

  test('is asked for once more at most, however often it was moved meanwhile', async () => {
    let answer: () => void = () => {};
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asked: Asked[] = [];
    const { actions, player } = await shown({
      'recording.at': async (place) => {
        asked.push(place);
        if (asked.length === 1) await late;
        return { moment: momentAt(place) };
      },
    });
    const first = actions.seek({ rows: 1 });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    for (const rows of [2, 3, 4, 5]) void actions.seek({ rows });
    answer();
    await first;
    expect(asked.map(({ rows }) => rows)).toEqual([1, 5]);
    expect(player().moment?.rows).toBe(5);
  });

  test('steps from where it is on its way to, and not beyond either end', async () => {
    const { actions, asked, player } = await shown();
    await Promise.all([actions.stepCursor(-1), actions.stepCursor(-1), actions.stepCursor(-1)]);
    expect(player().moment?.rows).toBe(ROWS - 3);
    await actions.seek({ rows: 0 });
    await actions.stepCursor(-1);
    expect(player().moment?.rows).toBe(0);
    await actions.seek(undefined);
    await actions.stepCursor(1);
    expect(asked.at(-1)).toMatchObject({ rows: ROWS });
  });

  test('takes along what the window has already, and keeps it', async () => {
    const state = { ...recording().state, dmaAvail: 7 };
    const { actions, asked, player } = await shown({
      'recording.at': (place) => {
        asked.push(place);
        const moment = { ...momentAt(place), revision: { state: 'same', snapshot: 'same' } };
        return { moment: place.known?.state === 'same' ? moment : { ...moment, state } };
      },
    });
    await actions.seek({ rows: 2 });
    await actions.seek({ rows: 4 });
    expect(asked[1]?.known).toEqual({ state: 'same', snapshot: 'same' });
    expect(player().moment?.state.dmaAvail).toBe(7);
  });

  test('stays where it was when the place cannot be read, and the reason is told', async () => {
    const error = { code: 'damaged-file', message: 'It is damaged there.' };
    let broken = false;
    const { actions, player, store } = await shown({
      'recording.at': (place) => {
        if (broken) throw new WorkbenchError(error);
        return { moment: momentAt(place) };
      },
    });
    await actions.seek({ rows: 2 });
    broken = true;
    await actions.seek({ rows: 6 });
    expect(player().moment?.rows).toBe(2);
    expect(store.getState().notices).toMatchObject([error]);
    broken = false;
    await actions.seek({ rows: 6 });
    expect(player().moment?.rows).toBe(6);
  });

  test('is asked for again when some of the recording turns out to be lost', async () => {
    const { actions, asked, app } = await shown();
    await actions.seek({ rows: 6 });
    app.emit('session.changed', recording({ requests: ROWS + 1 }));
    app.emit(
      'session.changed',
      recording({ requests: 7, damage: { code: 'damaged-file', message: 'damaged at byte 9' } }),
    );
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]).toMatchObject({ atNs: 6n * MS });
  });

  test('goes where it is on its way to when some of the recording turns out to be lost meanwhile', async () => {
    const answers: (() => void)[] = [];
    const asked: Asked[] = [];
    const { actions, player, app, store } = await shown({
      'recording.at': async (place) => {
        asked.push(place);
        if (place.rows === 8) await new Promise<void>((resolve) => answers.push(resolve));
        return { moment: momentAt(place) };
      },
    });
    await actions.seek({ rows: 3 });
    const moving = actions.seek({ rows: 8 });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const damage = { code: 'damaged-file', message: 'damaged at byte 9' };
    app.emit('session.changed', recording({ requests: 9, damage }));
    await vi.waitFor(() => expect(currentSession(store.getState())).toMatchObject({ damage }));
    answers[0]!();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]!();
    await moving;
    expect(asked.map(({ rows }) => rows)).toEqual([3, 8, 8]);
    expect(player()).toMatchObject({ cursor: 8n * MS, moment: { rows: 8 } });
  });

  test('at the end stays there when some of the recording turns out to be lost', async () => {
    const { actions, asked, app, store, player } = await shown();
    await actions.seek({ rows: 6 });
    await actions.seek(undefined);
    const damage = { code: 'damaged-file', message: 'damaged at byte 9' };
    app.emit('session.changed', recording({ requests: 7, damage }));
    await vi.waitFor(() => expect(currentSession(store.getState())).toMatchObject({ damage }));
    await actions.askAgain(recording().id);
    expect(asked).toHaveLength(1);
    expect(player().cursor).toBeUndefined();
  });

  test('of a live session there is none', async () => {
    const { actions, asked, player } = await shown({}, session({ requests: ROWS }));
    await actions.seek({ rows: 2 });
    await actions.stepCursor(-1);
    await actions.find('next', { kind: 'error' });
    actions.togglePlaying();
    expect(asked).toEqual([]);
    expect([player().playing, player().cursor]).toEqual([false, undefined]);
  });
});

describe('a recording that plays', () => {
  test('begins at the beginning when the cursor is at the end, and stops behind the last row', async () => {
    const { actions, player } = await shown();
    actions.togglePlaying();
    expect(player()).toMatchObject({ playing: true, cursor: 0n });
    actions.tick(4);
    expect(player().cursor).toBe(4n * MS);
    await vi.waitFor(() => expect(player().moment?.rows).toBe(4));
    actions.tick(100);
    await vi.waitFor(() =>
      expect([player().playing, player().cursor, player().moment]).toEqual([false, undefined, undefined]),
    );
  });

  test('is not moved by a moment that comes late', async () => {
    const { actions, player } = await shown();
    actions.togglePlaying();
    actions.tick(3);
    actions.tick(2);
    expect(player().cursor).toBe(5n * MS);
    await vi.waitFor(() => expect(player().moment?.rows).toBe(5));
    expect(player().cursor).toBe(5n * MS);
  });

  test('stops when the cursor is moved by hand', async () => {
    const { actions, player } = await shown();
    actions.togglePlaying();
    await actions.seek({ rows: 2 });
    actions.tick(5);
    expect(player()).toMatchObject({ playing: false, cursor: 2n * MS });
  });

  test('has a stretch whose ends are set at the cursor, and which is dropped when they cross', async () => {
    const { actions, player } = await shown();
    await actions.seek({ rows: 2 });
    actions.spanFromCursor('fromNs');
    await actions.seek({ rows: 8 });
    actions.spanFromCursor('toNs');
    expect(player().span).toEqual({ fromNs: 2n * MS, toNs: 8n * MS });
    await actions.seek({ rows: 1 });
    actions.spanFromCursor('toNs');
    expect(player().span).toBeUndefined();
  });

  test('has a fastest and a slowest speed', async () => {
    const { actions, player } = await shown();
    for (let i = 0; i < 20; i++) actions.changeSpeed(1);
    expect(player().speed).toBe('max');
    for (let i = 0; i < 20; i++) actions.changeSpeed(-1);
    expect(player().speed).toBe(0.25);
  });
});

describe('the next and the previous of a kind', () => {
  type Looked = Parameters<Handlers<AppContract>['recording.find']>[0];
  const finding = async (found: { row: number; atNs: bigint } | undefined) => {
    const looked: Looked[] = [];
    const window = await shown({
      'recording.find': (params) => {
        looked.push(params);
        return { found };
      },
    });
    return { ...window, looked };
  };

  test('of rows is looked for from the row at the cursor, and the cursor goes behind it', async () => {
    const { actions, looked, player } = await finding({ row: 6, atNs: 7n * MS });
    await actions.seek({ rows: 3 });
    await actions.find('next', { kind: 'error' });
    expect(looked).toMatchObject([{ row: 2, direction: 'next', what: { kind: 'error' } }]);
    expect(looked[0]?.atNs).toBeUndefined();
    expect(player().moment?.rows).toBe(7);
  });

  test('of what lies between rows is looked for by time, so that each is come by once', async () => {
    const { actions, looked, player } = await finding({ row: 6, atNs: 7n * MS + 5n });
    await actions.find('previous', { kind: 'event' });
    expect(looked[0]?.atNs).toBe(10n * MS + 1n);
    expect(player().cursor).toBe(7n * MS + 5n);
    await actions.find('next', { kind: 'event' });
    expect(looked[1]?.atNs).toBe(7n * MS + 5n);
  });

  test('is said to be none when there is none, and the cursor stays', async () => {
    const { actions, store, player } = await finding(undefined);
    await actions.seek({ rows: 3 });
    await actions.find('previous', { kind: 'mark' });
    expect(store.getState().notices).toMatchObject([{ code: 'none-found', message: 'No mark before.' }]);
    expect(player().moment?.rows).toBe(3);
  });

  test('of what is selected is not asked for when nothing is', async () => {
    const { actions, looked } = await finding(undefined);
    await actions.find('next');
    expect(looked).toEqual([]);
  });
});

describe('a recording in several files', () => {
  const parts = (which: 'previous' | 'next') => recording({ id: which, address: `${which}.mcap` });

  test('goes on at the beginning of the next file, and back at the end of the one before', async () => {
    const { actions, store, player, asked } = await shown({
      'recording.part': ({ which }) => ({ session: parts(which) }),
    });
    await actions.openPart('next');
    expect(currentSession(store.getState())?.id).toBe('next');
    expect(asked.at(-1)).toMatchObject({ session: 'next', rows: 0 });
    expect(player().moment?.rows).toBe(0);
    await actions.openPart('previous');
    expect(currentSession(store.getState())?.id).toBe('previous');
    expect(player().cursor).toBeUndefined();
  });

  test('that is not there is told, and the file stays', async () => {
    const error = { code: 'no-such-file', message: 'The next file is not in its folder.' };
    const { actions, store } = await shown({ 'recording.part': () => Promise.reject(new WorkbenchError(error)) });
    await actions.openPart('next');
    expect(currentSession(store.getState())?.id).toBe('s1');
    expect(store.getState().notices).toMatchObject([error]);
  });
});

describe('the independent count of a recording', () => {
  test('is read again for the last place of the cursor only', async () => {
    const places: (bigint | undefined)[] = [];
    const { actions, store } = await shown({
      'recording.counts': async ({ atNs }) => {
        places.push(atNs);
        await Promise.resolve();
        return { samples: [] };
      },
    });
    await actions.seek({ rows: 2 });
    const reading = actions.readRecordedCounts('s1');
    await actions.seek({ rows: 4 });
    void actions.readRecordedCounts('s1');
    await actions.seek({ rows: 5 });
    void actions.readRecordedCounts('s1');
    await reading;
    await vi.waitFor(() => expect(store.getState().pending).toEqual([]));
    expect(places[0]).toBe(2n * MS);
    expect(places.at(-1)).toBe(5n * MS);
  });
});

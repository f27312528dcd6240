import { describe, expect, test } from 'vitest';
import type { Connection, Session } from '../../../electron/contract/app-contract.ts';
import { createWorkbenchStore } from '../../store/workbench-store.ts';
import { session } from '../../testing/fake-app.ts';
import { concerns } from './concerns.ts';

const connection = (change: Partial<Connection> = {}): Connection => ({
  host: 'ssh://root@lab1',
  state: 'connected',
  since: 1_000_000_000n,
  attempt: 0,
  ...change,
});

/** What a window with one session of this kind tells. */
function told(change: Partial<Session>, act: (store: ReturnType<typeof createWorkbenchStore>) => void = () => {}) {
  const store = createWorkbenchStore();
  store.setState({ connection: { state: 'connecting' }, sessions: [session(change)], currentId: 's1' });
  act(store);
  return concerns(store.getState());
}

describe('the banner', () => {
  test('says nothing while all is well', () => {
    expect(told({ connection: connection() })).toEqual([]);
  });

  test('names the request that is stuck, and since when, before it says that the bridge is silent', () => {
    expect(told({ stuck: { kind: 'pcistb', since: 5n }, silentSince: 9n })).toMatchObject([
      { tone: 'warning', title: 'Stuck', since: 5n, reason: { message: 'pcistb has not come back from the kernel.' } },
    ]);
  });

  test('a silent bridge is told where no request is known to be stuck', () => {
    expect(told({ silentSince: 9n })).toMatchObject([{ title: 'No answer', since: 9n }]);
  });

  test('a lost link tells the cause and the attempt, and hides that the bridge is silent', () => {
    const error = { code: 'closed', message: 'The link broke.', next: 'Look whether the host is up.' };
    const [lost, ...more] = told({
      silentSince: 9n,
      connection: connection({ state: 'reconnecting', attempt: 3, error }),
    });
    expect(lost).toMatchObject({ title: 'No connection to root@lab1', since: 1_000_000_000n });
    expect(lost?.reason.next).toBe(
      'Reconnecting, attempt 3 … The function is then opened again, read-only. Look whether the host is up.',
    );
    expect(more).toEqual([]);
  });

  test('after a reconnect it tells what was missed, until that is read', () => {
    const back = { connection: connection({ missed: 'Away for 12 s; two mappings are gone.' }) };
    expect(told(back)).toMatchObject([
      {
        tone: 'news',
        reason: { message: 'Away for 12 s; two mappings are gone.', next: expect.stringContaining('read-only again') },
      },
    ]);
    expect(told(back, (store) => store.getState().actions.readMissed('s1', 1_000_000_000n))).toEqual([]);
  });

  test('what was missed the next time is told again', () => {
    const back = { connection: connection({ since: 7n, missed: 'Away for 3 s.' }) };
    expect(told(back, (store) => store.getState().actions.readMissed('s1', 1n))).toHaveLength(1);
  });

  test('an end is told alone, with the way to open it again', () => {
    const ended = { code: 'function-gone', message: 'The host took the function back.' };
    expect(told({ condition: 'ended', ended, stuck: { kind: 'pcistb', since: 5n } })).toMatchObject([
      { tone: 'error', title: 'Function gone.', act: { kind: 'open', address: 'sim:ism' } },
    ]);
  });

  test('a host that wants its function back is told before what stands still because of it', () => {
    const all = told({ releaseRequested: 7n, stuck: { kind: 'pcistb', since: 5n } });
    expect(all).toMatchObject([{ title: 'The host wants the function back', since: 7n }, { title: 'Stuck' }]);
  });
});

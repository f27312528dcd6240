import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { createWorkbenchStore } from '../store/workbench-store.ts';
import { fakeApp } from '../testing/fake-app.ts';
import { keepConnected, type OpenCarrier, retryDelay } from './connect.ts';
import { lazyCarrier } from './lazy-carrier.ts';

const gone = () => Promise.reject(new WorkbenchError({ code: 'closed', message: 'Nobody listens.' }));

describe('staying connected', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const connectionOf = (store: ReturnType<typeof createWorkbenchStore>) => store.getState().connection;

  test('waits twice as long after every failure, up to eight seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(retryDelay)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
  });

  test('tells what is wrong and tries again until someone answers', async () => {
    const store = createWorkbenchStore();
    const open = vi.fn<OpenCarrier>(gone);
    void keepConnected(store, open);
    await vi.advanceTimersByTimeAsync(0);
    expect(connectionOf(store)).toMatchObject({ state: 'lost', attempt: 1, reason: { message: 'Nobody listens.' } });
    await vi.advanceTimersByTimeAsync(250 + 500);
    expect(open).toHaveBeenCalledTimes(3);
    open.mockImplementation(async () => fakeApp().carrier);
    await vi.advanceTimersByTimeAsync(1000);
    expect(connectionOf(store).state).toBe('open');
  });

  test('a connection that breaks is opened again, and asked anew which sessions there are', async () => {
    const store = createWorkbenchStore();
    const list = vi.fn(() => ({ sessions: [] }));
    const first = fakeApp({ 'session.list': list });
    const carriers = [first.carrier, fakeApp({ 'session.list': list }).carrier];
    void keepConnected(store, async () => carriers.shift()!);
    await vi.advanceTimersByTimeAsync(0);
    first.app.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(connectionOf(store).state).toBe('lost');
    await vi.advanceTimersByTimeAsync(250);
    expect(connectionOf(store).state).toBe('open');
    expect(list).toHaveBeenCalledTimes(2);
  });

  test('a refusal is final: asking again would get the same answer', async () => {
    const store = createWorkbenchStore();
    const tooOld = () => Promise.reject(new WorkbenchError({ code: 'too-old', message: 'Too old.' }));
    const open = vi.fn<OpenCarrier>(async () => fakeApp({ hello: tooOld }).carrier);
    void keepConnected(store, open);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connectionOf(store).state).toBe('refused');
    expect(open).toHaveBeenCalledTimes(1);
  });

  test('calls under way when the connection breaks end, and leave no error behind', async () => {
    const store = createWorkbenchStore();
    const { carrier, app } = fakeApp({ 'session.open': () => new Promise(() => {}) });
    void keepConnected(store, async () => carrier);
    await vi.advanceTimersByTimeAsync(0);
    void store.getState().actions.open('sim:ism');
    expect(store.getState().pending).toHaveLength(1);
    app.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState()).toMatchObject({ pending: [], notices: [] });
  });
});

describe('a carrier before anyone listens', () => {
  test('keeps what arrives, in order, and hands it over', () => {
    const { carrier, received, closed } = lazyCarrier(
      () => {},
      () => {},
    );
    const heard: unknown[] = [];
    received(new Uint8Array([1]));
    received(new Uint8Array([2]));
    closed({ code: 'closed', message: 'gone' });
    closed({ code: 'closed', message: 'again' });
    carrier.listen(
      (message) => heard.push(message[0]),
      ({ message }) => heard.push(message),
    );
    expect(heard).toEqual([1, 2, 'gone']);
  });
});

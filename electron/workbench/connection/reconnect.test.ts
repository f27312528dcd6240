import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Request } from '../../../native-bridge/contract/bridge-contract.ts';
import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Ways } from '../hosts/bridges.ts';
import { RecordedSession } from '../player/recorded-session.ts';
import { verifyRecording } from '../player/verify.ts';
import { LiveSession } from '../session.ts';
import { FakeBridge } from '../testing/fake-bridge.ts';
import { silentListener } from '../workbench-session.ts';

const HOST = 'ssh://me@lab';
const ADDRESS = `${HOST}/0007:00:00.0`;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  return () => vi.useRealTimers();
});

/** A machine whose bridge program a test replaces: what `next` gives is there when it is asked for. */
class FakeMachine implements Ways {
  bridge = new FakeBridge();
  asked = 0;
  next: () => Promise<FakeBridge> = async () => this.bridge;

  async for(address: string) {
    this.asked += 1;
    this.bridge = await this.next();
    return { bridge: await this.bridge.client, address: address.replace(`${HOST}/`, 'vfio:'), host: HOST };
  }
}

const refused = (code: string, errno?: number) =>
  new WorkbenchError({ code, message: `It says ${code}.`, next: 'Wait.', errno });

let session: LiveSession;
const LOAD: Request = { kind: 'pcilg', space: 2, offset: 0n, length: 8 };

let machine: FakeMachine;
let events: string[];

beforeEach(async () => {
  machine = new FakeMachine();
  events = [];
  const listener = { ...silentListener, event: (event: string) => events.push(event) };
  session = await LiveSession.open(machine, ADDRESS, { id: 's', version: 't', listener });
});

afterEach(() => session.close());

/** Loses the connection; what comes then is `bridge`, or an error. */
async function lose(next: () => Promise<FakeBridge> = async () => new FakeBridge()): Promise<void> {
  machine.next = next;
  machine.bridge.die();
  await vi.waitFor(() => expect(session.describe().connection?.state).not.toBe('connected'));
}

const soon = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const connection = () => session.describe().connection;

describe('a connection that is lost', () => {
  test('is made again, with the function opened read-only and what that cost said', async () => {
    expect(connection()).toMatchObject({ host: HOST, state: 'connected', attempt: 0 });
    await session.arm(true);
    await session.send({ kind: 'buffer.alloc', buffer: 'b', size: 4096 });
    await session.send({ kind: 'dma.map', buffer: 'b', at: 0n, iova: 0x1_0000_0000n, read: true, write: true });
    await lose();
    expect(connection()).toMatchObject({ state: 'lost', attempt: 0, error: { code: 'closed' } });
    expect(session.describe()).toMatchObject({ condition: 'live', state: { armed: false } });
    await soon(500);
    expect(connection()).toMatchObject({ state: 'connected', attempt: 0 });
    expect(connection()!.missed).toMatch(
      /^The connection was away for 0\.5 s; .* read-only and disarmed\. Released meanwhile: 1 mapping and 1 buffer\./,
    );
    expect(session.describe().state).toMatchObject({ armed: false, mappings: [], buffers: [] });
    expect(machine.bridge.opened).toEqual(['vfio:0007:00:00.0']);
    expect(session.page(0, 9).rows.at(-1)).toMatchObject({ kind: 'mark', note: connection()!.missed });
    expect(events).toEqual(['connection-lost', 'connection-back']);
    expect(await session.send({ kind: 'config.read', offset: 0n, length: 4 })).toMatchObject({ status: 'ok' });
  });

  test('tells of a request without an answer that nobody knows whether it reached the function', async () => {
    machine.bridge.answer = () => new Promise(() => {});
    const unanswered = session.send(LOAD);
    await vi.waitFor(() => expect(machine.bridge.sent).toHaveLength(1));
    await lose();
    expect(await unanswered).toMatchObject({
      status: 'refused',
      error: { code: 'no-answer', next: expect.stringContaining('not known') },
    });
    await soon(500);
    expect(connection()!.missed).toContain('Without an answer: pcilg.');
  });

  test('sends nothing meanwhile', async () => {
    await lose(() => Promise.reject(refused('connection-refused')));
    expect(await session.send(LOAD)).toMatchObject({ error: { code: 'connection-lost' } });
    await expect(session.arm(true)).rejects.toMatchObject({ info: { code: 'connection-lost' } });
    expect(machine.asked).toBe(1);
  });

  test('is tried again after growing pauses for as long as it may pass', async () => {
    await lose(() => Promise.reject(refused('connection-timeout')));
    await soon(500 + 1000 + 2000 + 4000 + 8000);
    expect(machine.asked).toBe(1 + 5);
    expect(connection()).toMatchObject({ state: 'reconnecting', attempt: 5, error: { code: 'connection-timeout' } });
    await soon(10 * 15_000);
    expect(machine.asked).toBe(1 + 5 + 10);
    machine.next = async () => new FakeBridge();
    await soon(15_000);
    expect(connection()).toMatchObject({ state: 'connected' });
  });

  test('ends the session when nobody can mend it by waiting', async () => {
    await lose(() => Promise.reject(refused('key-refused')));
    await soon(500);
    expect(session.describe()).toMatchObject({
      condition: 'ended',
      ended: { code: 'key-refused' },
      connection: { state: 'lost' },
    });
  });

  test('ends the session when the function went back to its driver meanwhile, and says so; nothing is bound unasked', async () => {
    const bridge = new FakeBridge();
    bridge.open = () => {
      const message = '0007:00:00.0 is bound to mlx5_core.';
      throw new WorkbenchError({ code: 'not-ready', message, next: 'Bind it: by hand' });
    };
    await lose(async () => bridge);
    await soon(500);
    expect(session.describe()).toMatchObject({
      condition: 'ended',
      ended: {
        code: 'not-ready',
        message: expect.stringMatching(/answers again.* is bound to mlx5_core\..* went back to its own driver/),
        next: expect.stringContaining('bind it again'),
      },
    });
    expect(bridge.bound).toEqual([]);
  });

  test('waits for a function that the lost bridge program still holds, within bounds', async () => {
    const held = new FakeBridge();
    held.open = () => {
      throw refused('not-ready', 16);
    };
    await lose(async () => held);
    await soon(500 + 2000);
    expect(connection()).toMatchObject({
      state: 'reconnecting',
      error: { message: expect.stringContaining('still held') },
    });
    held.open = () => {};
    await soon(2000);
    expect(connection()!.state).toBe('connected');
    held.open = () => {
      throw refused('not-ready', 16);
    };
    machine.next = async () => held;
    const again = new FakeBridge();
    again.open = held.open;
    await lose(async () => again);
    await soon(60_000);
    expect(session.describe()).toMatchObject({ condition: 'ended', ended: { code: 'not-ready', errno: 16 } });
  });

  test('is not made again once the session is closed', async () => {
    await lose(() => Promise.reject(refused('connection-refused')));
    await soon(500);
    const closed = session.close();
    await soon(1000);
    await closed;
    const { asked } = machine;
    await soon(60_000);
    expect(machine.asked).toBe(asked);
  });

  test('stops a burst, whose row keeps what was done', async () => {
    machine.bridge.drain = () => new Promise(() => {});
    const spec = { op: 'pcistb', space: 0, offset: 0n, length: 8, stride: 0, span: 0 } as const;
    const { started, finished } = session.startBurst(spec);
    const failed = expect(finished).rejects.toMatchObject({ info: { code: 'closed' } });
    await started;
    await lose();
    await failed;
    await soon(500);
    expect(connection()!.missed).toContain('Stopped: burst pcistb.');
    expect(session.describe().running).toBeUndefined();
  });

  test('does not end the recording: it goes on in the same file', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'zpci-reconnect-')), 'a.mcap');
    await session.startRecording(path);
    await session.send({ kind: 'config.read', offset: 0n, length: 4 });
    await lose();
    await soon(500);
    await session.send({ kind: 'config.read', offset: 4n, length: 4 });
    await session.stopRecording();
    expect(await verifyRecording(path)).toMatchObject({ whole: true, missing: 0 });
    const recorded = await RecordedSession.open(path, 'r');
    const { rows } = await recorded.page(0, 10);
    expect(rows.map(({ kind }) => kind)).toEqual(['config.read', 'mark', 'config.read']);
    expect(rows[1]!.note).toBe(connection()!.missed);
    await recorded.close();
  });
});

test('a function that its host took back ends the session with the recording whole', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'zpci-gone-')), 'a.mcap');
  await session.startRecording(path);
  machine.bridge.emit({ event: 'release-requested', times: 1, atNs: 1n });
  machine.bridge.emit({ event: 'gone', message: 'The host took the function back.', atNs: 2n });
  await vi.waitFor(() => expect(session.describe().condition).toBe('ended'));
  await vi.waitFor(() => expect(session.describe().recording).toBeUndefined());
  expect(session.describe()).toMatchObject({
    ended: { code: 'function-gone', message: 'The host took the function back.' },
    releaseRequested: expect.any(BigInt),
  });
  expect(events).toEqual(['release-requested', 'gone']);
  expect((await session.send(LOAD)).error?.code).toBe('ended');
  expect(await verifyRecording(path)).toMatchObject({ whole: true });
});

describe('a call that does not come back', () => {
  test('is told stuck after a second, until it does', async () => {
    let answer = () => {};
    machine.bridge.answer = (request) =>
      new Promise((resolve) => {
        answer = () => resolve(machine.bridge.ok(request));
      });
    const sent = session.send(LOAD);
    await soon(900);
    expect(session.describe().stuck).toBeUndefined();
    await soon(100);
    expect(session.describe().stuck).toMatchObject({ kind: 'pcilg', since: expect.any(BigInt) });
    answer();
    await sent;
    expect(session.describe().stuck).toBeUndefined();
  });

  test('is not told stuck while a wait may take its time', async () => {
    machine.bridge.answer = () => new Promise(() => {});
    void session.send({ kind: 'irq.wait', index: 1, vector: 0, timeoutMs: 5000 });
    await soon(5900);
    expect(session.describe().stuck).toBeUndefined();
    await soon(100);
    expect(session.describe().stuck).toMatchObject({ kind: 'irq.wait' });
    machine.bridge.die();
  });
});

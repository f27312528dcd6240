import { describe, expect, it } from 'vitest';
import { decodeEnvelope, encodeEnvelope } from './codec.ts';
import { WorkbenchError } from './errors.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import type { CallContext, Handlers } from './method-table.ts';
import { Peer } from './peer.ts';
import { joinedCarriers, manualCarrier, sampleContract } from './testing/pipes.ts';

type Sample = typeof sampleContract;
const none = { name: 'none', methods: {}, events: {} } as const;

const handlers: Handlers<Sample> = {
  double: ({ value }) => ({ value: value * 2n }),
  echo: ({ data }) => ({ data }),
  wait: async (_, { cancelled }) => {
    await cancelled;
    return {};
  },
  fail: () => {
    throw new WorkbenchError({ code: 'absent', message: 'There is none.', next: 'Look elsewhere.', errno: 19 });
  },
  lie: () => ({ value: 'not a number' }) as unknown as { value: number },
};

/** A client and a server that answers the sample contract. */
function joined(change: Partial<Handlers<Sample>> = {}) {
  const [a, b] = joinedCarriers();
  const client = new Peer(a, sampleContract, none, {});
  const server = new Peer(b, none, sampleContract, { ...handlers, ...change });
  return { client, server };
}

/** A client whose other side is played by hand. */
function alone() {
  const wire = manualCarrier();
  return { wire, client: new Peer(wire.carrier, sampleContract, none, {}) };
}

/** A server whose callers are played by hand; answers arrive in `sent`. */
function serving() {
  const wire = manualCarrier();
  const server = new Peer(wire.carrier, none, sampleContract, handlers);
  const answer = async (message: Parameters<typeof encodeEnvelope>[0]) => {
    wire.receive(encodeEnvelope(message));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    return wire.sent.map(decodeEnvelope).at(-1);
  };
  return { wire, server, answer };
}

const infoOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (thrown) => (thrown as WorkbenchError).info,
  );

describe('calls', () => {
  it('carry 64-bit numbers and bytes there and back', async () => {
    const { client } = joined();
    const high = 0x7fff_ffff_ffff_ffffn;
    expect(await client.call('double', { value: high })).toEqual({ value: 2n * high });
    expect(await client.call('echo', { data: new Uint8Array([0, 255, 7]) })).toEqual({
      data: new Uint8Array([0, 255, 7]),
    });
  });

  it('are told apart when answers come out of order', async () => {
    const { wire, client } = alone();
    const first = client.call('double', { value: 1n });
    const second = client.call('double', { value: 2n });
    wire.receive(encodeEnvelope({ t: 'ok', id: 2, result: { value: 4n } }));
    wire.receive(encodeEnvelope({ t: 'ok', id: 1, result: { value: 2n } }));
    expect([await first, await second]).toEqual([{ value: 2n }, { value: 4n }]);
  });

  it('reject with the error of the other side, unchanged but for the operation', async () => {
    const { client } = joined();
    expect(await infoOf(client.call('fail', {}))).toEqual({
      code: 'absent',
      message: 'There is none.',
      next: 'Look elsewhere.',
      errno: 19,
      op: 'fail',
    });
  });

  it('an answer to no call is ignored', () => {
    const { wire, client } = alone();
    wire.receive(encodeEnvelope({ t: 'ok', id: 99, result: {} }));
    expect(client.closed).toBeUndefined();
  });
});

describe('validation', () => {
  it('unknown methods, names of the language among them, are refused by name', async () => {
    for (const name of ['nothing', 'constructor', '__proto__', 'toString']) {
      const { answer } = serving();
      expect(await answer({ t: 'call', id: 1, method: name, params: {} })).toMatchObject({
        t: 'error',
        id: 1,
        error: { code: 'unknown-method', op: name },
      });
    }
  });

  it('bad parameters are refused before the handler sees them, with the field', async () => {
    const { answer } = serving();
    expect(await answer({ t: 'call', id: 1, method: 'double', params: { value: 'two' } })).toMatchObject({
      error: { code: 'bad-request', op: 'double', message: expect.stringContaining('value') },
    });
    expect(await answer({ t: 'call', id: 2, method: 'double', params: { value: 1n, extra: 1 } })).toMatchObject({
      error: { code: 'bad-request' },
    });
  });

  it('a handler that answers wrongly is stopped on its own side', async () => {
    const { answer } = serving();
    expect(await answer({ t: 'call', id: 1, method: 'lie', params: {} })).toMatchObject({
      t: 'error',
      error: { code: 'bad-answer', op: 'lie' },
    });
  });

  it('a wrong answer from the wire rejects the call', async () => {
    const { wire, client } = alone();
    const call = client.call('double', { value: 1n });
    wire.receive(encodeEnvelope({ t: 'ok', id: 1, result: { value: 'one' } }));
    expect(await infoOf(call)).toMatchObject({ code: 'bad-answer', op: 'double' });
  });

  it('garbage closes with bad-message', async () => {
    for (const garbage of [[], [0xc1], [1, 2, 3], [...encodeEnvelope({ t: 'ping' })].slice(1)]) {
      const { wire, client } = alone();
      const call = client.call('double', { value: 1n });
      wire.receive(new Uint8Array(garbage));
      expect(client.closed?.code).toBe('bad-message');
      expect(wire.closes()).toBe(1);
      expect(await infoOf(call)).toMatchObject({ code: 'bad-message', op: 'double' });
    }
  });
});

describe('events', () => {
  it('reach their listeners until those are removed', async () => {
    const { client, server } = joined();
    const counts: number[] = [];
    const remove = client.on('tick', ({ count }) => counts.push(count));
    server.emit('tick', { count: 1 });
    await client.call('double', { value: 1n });
    remove();
    server.emit('tick', { count: 2 });
    await client.call('double', { value: 1n });
    expect(counts).toEqual([1]);
  });

  it('malformed or unknown ones close the connection', () => {
    for (const [event, payload] of [
      ['tick', { count: 'many' }],
      ['tock', {}],
      ['constructor', {}],
    ] as const) {
      const { wire, client } = alone();
      wire.receive(encodeEnvelope({ t: 'event', event, payload }));
      expect(client.closed?.code).toBe('bad-message');
    }
  });
});

describe('cancelling', () => {
  it('rejects at once, tells the other side, and reaches the handler', async () => {
    let seen: CallContext | undefined;
    const { client } = joined({
      wait: async (_, call) => {
        seen = call;
        await call.cancelled;
        return {};
      },
    });
    const call = client.start('wait', {});
    await client.call('double', { value: 1n });
    expect(seen?.isCancelled()).toBe(false);
    call.cancel();
    expect(await infoOf(call.result)).toMatchObject({ code: 'cancelled', op: 'wait' });
    await seen?.cancelled;
    expect(seen?.isCancelled()).toBe(true);
  });

  it('after the answer does nothing', async () => {
    const { wire, client } = alone();
    const call = client.start('wait', {});
    wire.receive(encodeEnvelope({ t: 'ok', id: 1, result: {} }));
    await call.result;
    call.cancel();
    expect(wire.sent).toHaveLength(1);
  });
});

describe('closing', () => {
  it('rejects every call under way with the reason, and every later one', async () => {
    const { wire, client } = alone();
    const calls = [client.call('wait', {}), client.call('double', { value: 1n })];
    wire.end();
    for (const call of calls)
      expect(await infoOf(call)).toMatchObject({ code: 'closed', message: 'The stream ended.' });
    expect(await infoOf(client.call('wait', {}))).toMatchObject({ code: 'closed', op: 'wait' });
  });

  it('cancels the handlers at work on the other side', async () => {
    let gone = false;
    const { client, server } = joined({
      wait: async (_, { cancelled }) => {
        await cancelled;
        gone = true;
        return {};
      },
    });
    const call = infoOf(client.call('wait', {}));
    await client.call('double', { value: 1n });
    client.close();
    expect(await call).toMatchObject({ code: 'closed' });
    await Promise.resolve();
    expect([gone, server.closed?.code]).toEqual([true, 'closed']);
  });

  it('is told to listeners once, also to those who come late', () => {
    const { wire, client } = alone();
    const reasons: string[] = [];
    client.onClose(({ code }) => reasons.push(code));
    client.close({ code: 'tired', message: 'Enough.' });
    wire.end();
    client.onClose(({ code }) => reasons.push(code));
    expect(reasons).toEqual(['tired', 'tired']);
  });

  it('nothing is sent or delivered afterwards', () => {
    const { wire, client } = alone();
    client.close();
    client.ping();
    wire.receive(encodeEnvelope({ t: 'ping' }));
    expect(wire.sent).toEqual([]);
  });
});

describe('limits and heartbeat', () => {
  const tooMuch = new Uint8Array(MAX_FRAME_BYTES);

  it('a call above the frame limit is refused before it is sent', async () => {
    const { wire, client } = alone();
    const call = client.start('echo', { data: tooMuch });
    expect(await infoOf(call.result)).toMatchObject({ code: 'frame-too-large', op: 'echo' });
    call.cancel();
    expect(wire.sent).toEqual([]);
  });

  it('an answer above the frame limit becomes an error the caller understands', async () => {
    const { client } = joined({ echo: () => ({ data: tooMuch }) });
    expect(await infoOf(client.call('echo', { data: new Uint8Array() }))).toMatchObject({
      code: 'frame-too-large',
      op: 'echo',
    });
  });

  it('a ping is answered, and all traffic is noticed', () => {
    const { wire, client } = alone();
    let messages = 0;
    client.onTraffic = () => messages++;
    wire.receive(encodeEnvelope({ t: 'ping' }));
    wire.receive(encodeEnvelope({ t: 'pong' }));
    expect(wire.sent.map(decodeEnvelope)).toEqual([{ t: 'pong' }]);
    expect(messages).toBe(2);
  });
});

import * as z from 'zod';
import { method } from '../method-table.ts';
import type { Carrier } from '../peer.ts';

/** A small contract and carriers that stay in memory. */

export const sampleContract = {
  name: 'sample',
  methods: {
    double: method(z.strictObject({ value: z.bigint() }), z.strictObject({ value: z.bigint() })),
    echo: method(
      z.strictObject({ data: z.instanceof(Uint8Array) }),
      z.strictObject({ data: z.instanceof(Uint8Array) }),
    ),
    wait: method(z.strictObject({}), z.strictObject({})),
    fail: method(z.strictObject({}), z.strictObject({})),
    lie: method(z.strictObject({}), z.strictObject({ value: z.int() })),
  },
  events: { tick: z.strictObject({ count: z.int() }) },
} as const;

/** Two carriers joined in memory: what one sends, the other receives in a later microtask. */
export function joinedCarriers(): [Carrier, Carrier] {
  const ends: {
    received: (message: Uint8Array) => void;
    closed: (reason: { code: string; message: string }) => void;
  }[] = [];
  const carrier = (mine: 0 | 1): Carrier => ({
    send: (message) => queueMicrotask(() => ends[1 - mine]?.received(message)),
    listen: (received, closed) => {
      ends[mine] = { received, closed };
    },
    close: () => ends[1 - mine]?.closed({ code: 'closed', message: 'The other side ended the connection.' }),
  });
  return [carrier(0), carrier(1)];
}

/** A carrier driven by hand: what the peer sends is kept, what it receives is given. */
export function manualCarrier() {
  const sent: Uint8Array[] = [];
  let received: (message: Uint8Array) => void = () => {};
  let closed: (reason: { code: string; message: string }) => void = () => {};
  let closes = 0;
  const carrier: Carrier = {
    send: (message) => sent.push(message),
    listen: (onMessage, onClosed) => {
      received = onMessage;
      closed = onClosed;
    },
    close: () => {
      closes++;
    },
  };
  return {
    carrier,
    sent,
    closes: () => closes,
    receive: (message: Uint8Array) => received(message),
    end: () => closed({ code: 'closed', message: 'The stream ended.' }),
  };
}

/** Bytes pushed by hand, pulled by `for await`. */
export function byteStream() {
  const chunks: Uint8Array[] = [];
  let ended = false;
  let wake = () => {};
  const push = (chunk: Uint8Array) => {
    chunks.push(chunk);
    wake();
  };
  async function* incoming() {
    for (;;) {
      while (chunks.length > 0) yield chunks.shift()!;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  const end = () => {
    ended = true;
    wake();
  };
  return { incoming: incoming(), push, end };
}

import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';
import { expect, test } from 'vitest';
import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import { messagePortCarrier } from './message-port-carrier.ts';

/** The main side's end of a channel, with Electron's obligations: nothing before `start`, `close` told once. */
class FakePort extends EventEmitter {
  readonly sent: unknown[] = [];
  isStarted = false;
  postMessage(message: unknown) {
    this.sent.push(message);
  }
  start() {
    this.isStarted = true;
  }
  close() {
    this.emit('close');
  }
}

function connected() {
  const port = new FakePort();
  const carrier = messagePortCarrier(port as unknown as MessagePortMain);
  const received: Uint8Array[] = [];
  const reasons: ErrorInfo[] = [];
  carrier.listen(
    (message) => received.push(message),
    (reason) => reasons.push(reason),
  );
  return { port, carrier, received, reasons };
}

test('bytes travel both ways once somebody listens', () => {
  const { port, carrier, received } = connected();
  expect(port.isStarted).toBe(true);
  port.emit('message', { data: Uint8Array.of(1, 2) });
  carrier.send(Uint8Array.of(3));
  expect(received).toEqual([Uint8Array.of(1, 2)]);
  expect(port.sent).toEqual([Uint8Array.of(3)]);
});

test.each([
  ['text', 'hello'],
  ['an object', { t: 'ping' }],
  ['too many bytes', new Uint8Array(MAX_FRAME_BYTES + 1)],
])('%s ends the connection undelivered', (_what, data) => {
  const { port, received, reasons } = connected();
  port.emit('message', { data });
  expect(received).toEqual([]);
  expect(reasons).toEqual([{ code: 'closed', message: 'The window went away.' }]);
});

test('a closing window is told once', () => {
  const { port, reasons } = connected();
  port.close();
  port.close();
  expect(reasons).toHaveLength(1);
});

import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import { webSocketCarrier } from './web-socket-carrier.ts';

/** A socket whose page has stopped reading. */
class StalledSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  closedWith: number | undefined;
  send(message: Uint8Array) {
    this.bufferedAmount += message.length;
  }
  close(code: number) {
    this.closedWith = code;
  }
}

test('a page that stops reading is cut off before memory runs out', () => {
  const socket = new StalledSocket();
  const carrier = webSocketCarrier(socket as unknown as WebSocket);
  for (let i = 0; i < 100; i++) carrier.send(new Uint8Array(MAX_FRAME_BYTES));
  expect(socket.closedWith).toBe(1013);
  expect(socket.bufferedAmount).toBeLessThanOrEqual(9 * MAX_FRAME_BYTES);
});

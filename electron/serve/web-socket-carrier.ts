import type { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';

/** A page that reads nothing while this much waits for it is cut off, so that memory stays bounded. */
const MAX_WAITING_BYTES = 8 * MAX_FRAME_BYTES;

/** Close codes of RFC 6455. */
const UNSUPPORTED_DATA = 1003;
const TRY_AGAIN_LATER = 1013;

/** One WebSocket as a carrier: one binary message is one envelope. */
export function webSocketCarrier(socket: WebSocket): Carrier {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.close(TRY_AGAIN_LATER, 'The page does not keep up.');
      else socket.send(message);
    },
    listen(received, closed) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) received(bytesOf(data as Buffer));
        else socket.close(UNSUPPORTED_DATA, 'Messages are binary.');
      });
      socket.on('error', () => socket.terminate());
      socket.once('close', (_code, reason) =>
        closed({ code: 'closed', message: `The window went away. ${reason.toString()}`.trim() }),
      );
    },
    close: () => socket.close(),
  };
}

/** Plain bytes over the same memory: what decodes them must not depend on Buffer. */
const bytesOf = (data: Buffer): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

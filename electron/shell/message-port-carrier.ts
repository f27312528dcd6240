import type { MessagePortMain } from 'electron';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';

/** One end of a message channel as a carrier: one message is one envelope. What is not bytes within the limit ends it. */
export function messagePortCarrier(port: MessagePortMain): Carrier {
  return {
    send: (message) => port.postMessage(message),
    listen(received, closed) {
      port.on('message', ({ data }) => {
        if (data instanceof Uint8Array && data.length <= MAX_FRAME_BYTES) received(data);
        else port.close();
      });
      port.once('close', () => closed({ code: 'closed', message: 'The window went away.' }));
      port.start();
    },
    close: () => port.close(),
  };
}

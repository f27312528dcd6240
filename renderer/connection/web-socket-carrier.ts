import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { lazyCarrier } from './lazy-carrier.ts';

/** The carrier of a browser page: one binary WebSocket message is one envelope. Resolves once the socket is open. */
export function openWebSocket(url: string): Promise<Carrier> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const { carrier, received, closed } = lazyCarrier(
    (message) => socket.send(message as Uint8Array<ArrayBuffer>),
    () => socket.close(),
  );
  socket.onmessage = ({ data }) => received(new Uint8Array(data as ArrayBuffer));
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(carrier);
    socket.onclose = ({ reason }) => {
      const cause = reason || 'The workbench is not running, or the connection to it broke.';
      reject(new Error(cause));
      closed({ code: 'closed', message: cause, next: 'Start it again with: npm start' });
    };
  });
}

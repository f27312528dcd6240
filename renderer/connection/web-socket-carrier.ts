import { type ErrorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { lazyCarrier } from './lazy-carrier.ts';

/** A browser is not told why a socket failed. Every start of the workbench has its own token: a page of an earlier start stays out. */
const closed = (reason: string): ErrorInfo => ({
  code: 'closed',
  message: reason || 'The workbench is not running, or the connection to it broke.',
  next: 'Start it again with: npm start. Then open the address it prints.',
});

/** The carrier of a browser page: one binary WebSocket message is one envelope. Rejects with `closed` when it cannot be opened. */
export function openWebSocket(url: string): Promise<Carrier> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const ends = lazyCarrier(
    (message) => socket.send(message as Uint8Array<ArrayBuffer>),
    () => socket.close(),
  );
  socket.onmessage = ({ data }) => ends.received(new Uint8Array(data as ArrayBuffer));
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(ends.carrier);
    socket.onclose = ({ reason }) => {
      reject(new WorkbenchError(closed(reason)));
      ends.closed(closed(reason));
    };
  });
}

import { PORT_MESSAGE, type ZpciHost } from '../../electron/contract/host-link.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { lazyCarrier } from './lazy-carrier.ts';

/** Asks the preload for a port; it comes as a message from this very window. */
function nextPort(host: ZpciHost): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent) => {
      if (event.source !== window || event.data !== PORT_MESSAGE || !event.ports[0]) return;
      window.removeEventListener('message', take);
      resolve(event.ports[0]);
    };
    window.addEventListener('message', take);
    host.connect();
  });
}

/** The carrier of an Electron window: one port message is one envelope. */
export async function openMessagePort(host: ZpciHost): Promise<Carrier> {
  const port = await nextPort(host);
  const { carrier, received, closed } = lazyCarrier(
    (message) => port.postMessage(message),
    () => port.close(),
  );
  port.onmessage = ({ data }) => received(data as Uint8Array);
  port.addEventListener('close', () =>
    closed({ code: 'closed', message: 'The main process ended the connection.', next: 'Restart the application.' }),
  );
  return carrier;
}

import { ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { CONNECT_MESSAGE, PORT_MESSAGE } from '../contract/host-link.ts';
import { isWindowPage } from './addresses.ts';
import { messagePortCarrier } from './message-port-carrier.ts';

/** Only the top frame of the window's own page is answered. */
const isOurs = (frame: WebFrameMain | null): frame is WebFrameMain =>
  frame !== null && frame.parent === null && isWindowPage(frame.url);

/** Hands every window that asks one end of a new channel; `attach` gets the other. The only use of raw IPC on this side. */
export function acceptWindows(attach: (carrier: Carrier) => void): void {
  ipcMain.on(CONNECT_MESSAGE, ({ senderFrame }) => {
    if (!isOurs(senderFrame)) return;
    const { port1, port2 } = new MessageChannelMain();
    attach(messagePortCarrier(port1));
    senderFrame.postMessage(PORT_MESSAGE, null, [port2]);
  });
}

import { BrowserWindow, ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { CONNECT_MESSAGE, PORT_MESSAGE } from '../contract/host-link.ts';
import { isWindowPage } from './addresses.ts';
import { messagePortCarrier } from './message-port-carrier.ts';

/** Only the top frame of the window's own page is answered. */
const isOurs = (frame: WebFrameMain | null): frame is WebFrameMain =>
  frame !== null && frame.parent === null && isWindowPage(frame.url);

/**
 * Hands every window that asks one end of a new channel; `attach` gets the other. A window has one: asking again ends the one before.
 * The only use of raw IPC on this side.
 */
export function acceptWindows(attach: (carrier: Carrier, window: BrowserWindow) => void): void {
  const carriers = new WeakMap<BrowserWindow, Carrier>();
  ipcMain.on(CONNECT_MESSAGE, ({ sender, senderFrame }) => {
    const window = BrowserWindow.fromWebContents(sender);
    if (!window || !isOurs(senderFrame)) return;
    carriers.get(window)?.close();
    const { port1, port2 } = new MessageChannelMain();
    const carrier = messagePortCarrier(port1);
    carriers.set(window, carrier);
    attach(carrier, window);
    senderFrame.postMessage(PORT_MESSAGE, null, [port2]);
  });
}

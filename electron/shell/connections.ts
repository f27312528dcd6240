import { BrowserWindow, type IpcMainEvent, ipcMain, MessageChannelMain, type WebFrameMain } from 'electron';
import * as z from 'zod';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { CONNECT_MESSAGE, FILE_MESSAGE, PORT_MESSAGE } from '../contract/host-link.ts';
import { isWindowPage } from './addresses.ts';
import { messagePortCarrier } from './message-port-carrier.ts';

/** Only the top frame of the window's own page is answered. */
const isOurs = (frame: WebFrameMain | null): frame is WebFrameMain =>
  frame !== null && frame.parent === null && isWindowPage(frame.url);

/** Listens on `channel` to our own pages. The only use of raw IPC on this side. */
function hear(channel: string, heard: (frame: WebFrameMain, event: IpcMainEvent, message: unknown) => void): void {
  ipcMain.on(channel, (event, message) => {
    if (isOurs(event.senderFrame)) heard(event.senderFrame, event, message);
  });
}

/**
 * Hands every window that asks one end of a new channel; `attach` gets the other. A window has one: asking again ends the one before.
 */
export function acceptWindows(attach: (carrier: Carrier, window: BrowserWindow) => void): void {
  const carriers = new WeakMap<BrowserWindow, Carrier>();
  hear(CONNECT_MESSAGE, (frame, { sender }) => {
    const window = BrowserWindow.fromWebContents(sender);
    if (!window) return;
    carriers.get(window)?.close();
    const { port1, port2 } = new MessageChannelMain();
    const carrier = messagePortCarrier(port1);
    carriers.set(window, carrier);
    attach(carrier, window);
    frame.postMessage(PORT_MESSAGE, null, [port2]);
  });
}

const pathSchema = z.string().min(1).max(4096);

/** Tells `dropped` the path of every file that is dropped on a window. */
export function acceptFiles(dropped: (path: string) => void): void {
  hear(FILE_MESSAGE, (_frame, _event, message) => {
    const path = pathSchema.safeParse(message);
    if (path.success) dropped(path.data);
  });
}

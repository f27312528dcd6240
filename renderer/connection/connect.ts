import { appContract } from '../../electron/contract/app-contract.ts';
import { SOCKET_PATH, type ZpciHost } from '../../electron/contract/host-link.ts';
import { noContract } from '../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo } from '../../native-bridge/contract/errors.ts';
import { type Carrier, Peer } from '../../native-bridge/contract/peer.ts';
import type { WorkbenchStore } from '../store/workbench-store.ts';
import { openMessagePort } from './message-port-carrier.ts';
import { openWebSocket } from './web-socket-carrier.ts';

declare global {
  interface Window {
    zpciHost?: ZpciHost<File>;
  }
}

export type OpenCarrier = () => Promise<Carrier>;

/** The carrier this window has: a port in Electron, a socket of the page's own origin in a browser. */
export const openCarrier: OpenCarrier = () =>
  window.zpciHost
    ? openMessagePort(window.zpciHost)
    : openWebSocket(location.origin.replace(/^http/, 'ws') + SOCKET_PATH);

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;

/** How long to wait before the nth attempt in a row: doubling, with an upper end. */
export const retryDelay = (attempt: number) => Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);

/** Ends when the connection does, with the reason; `undefined` when the other side refused us and asking again is no use. */
async function converse(
  store: WorkbenchStore,
  open: OpenCarrier,
): Promise<{ reason: ErrorInfo; wasOpen: boolean } | undefined> {
  try {
    const peer = new Peer(await open(), appContract, noContract, {});
    const closed = new Promise<ErrorInfo>((resolve) => peer.onClose(resolve));
    const welcome = await store.connection.attach(peer);
    if (!welcome && !peer.closed) return undefined;
    return { reason: await closed, wasOpen: welcome };
  } catch (thrown) {
    return { reason: errorInfo(thrown), wasOpen: false };
  }
}

/** Keeps the store connected for as long as the window lives. */
export async function keepConnected(store: WorkbenchStore, open: OpenCarrier = openCarrier): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const ended = await converse(store, open);
    if (!ended) return;
    if (ended.wasOpen) attempt = 0;
    const delay = retryDelay(attempt);
    store.connection.lost(ended.reason, attempt + 1, delay);
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

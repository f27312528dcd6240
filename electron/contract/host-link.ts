/**
 * How a window reaches its host: the names both sides must agree on.
 *
 * In a browser the page opens a WebSocket at `SOCKET_PATH` of its own origin; the cookie set by the first page load lets it in.
 * In Electron the preload puts `window.zpciHost` there; `connect()` makes the host post one MessagePort to the window, in a
 * message whose data is `PORT_MESSAGE`, from the window's own origin. Either way one message is one envelope.
 */

/** Path of the WebSocket on the loopback host. */
export const SOCKET_PATH = '/socket';

/** Data of the window message that carries the MessagePort; also the name of the channel it comes through. */
export const PORT_MESSAGE = 'zpci-workbench:port';

/** Name of the channel on which a window asks for its port. */
export const CONNECT_MESSAGE = 'zpci-workbench:connect';

/** Name of the channel on which a window hands over a dropped file, by its path. */
export const FILE_MESSAGE = 'zpci-workbench:file';

/** All that the preload gives a window. `Dropped` is the window's own kind of file. */
export interface ZpciHost<Dropped = unknown> {
  /** Asks for a port; it arrives as a `message` event on the window. Each call gives a new one. */
  connect(): void;
  /** Lets the host open a file that was dropped on the window, where it lies. False when it lies nowhere: only its bytes are there. */
  handOver(file: Dropped): boolean;
}

const OPEN = '#open=';

/** The `#open=ADDRESS` that opens `address` at start; empty without one. */
export const openHash = (address: string | undefined): string =>
  address ? OPEN + encodeURIComponent(address).replaceAll('%3A', ':') : '';

/** The address to open at start, from a window's URL hash; undefined when it names none. */
export function addressToOpen(hash: string): string | undefined {
  if (!hash.startsWith(OPEN)) return undefined;
  try {
    return decodeURIComponent(hash.slice(OPEN.length)) || undefined;
  } catch {
    return undefined;
  }
}

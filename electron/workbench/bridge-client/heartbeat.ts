import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { HEARTBEAT_MS } from '../../../native-bridge/contract/limits.ts';

/** Looks at the peer this many times per HEARTBEAT_MS, so that death is noticed close to the limit and within a second. */
const BEATS = 2;

/** What a heartbeat needs of a peer. */
interface Beating {
  onTraffic: () => void;
  ping(): void;
  close(reason: ErrorInfo): void;
}

/**
 * Pings a silent peer after HEARTBEAT_MS and closes it with `silent` after twice that. A pause of this process itself (a suspended
 * machine, a debugger) is not held against the peer: it gets a ping first. Returns the function that ends it.
 */
export function keepHeartbeat(peer: Beating, name: string): () => void {
  let silentBeats = 0;
  peer.onTraffic = () => {
    silentBeats = 0;
  };
  const timer = setInterval(() => {
    silentBeats += 1;
    if (silentBeats === BEATS) peer.ping();
    if (silentBeats >= 2 * BEATS) peer.close(silence(name));
  }, HEARTBEAT_MS / BEATS);
  timer.unref();
  return () => clearInterval(timer);
}

const silence = (name: string): ErrorInfo => ({
  code: 'silent',
  message: `${name} has not answered for ${2 * HEARTBEAT_MS} ms.`,
  next: 'Open the target again.',
});

import type { ErrorInfo } from '../contract/errors.ts';
import { BRIDGE_PATIENCE_MS, HEARTBEAT_MS } from '../contract/limits.ts';

/** What watching needs of a peer. */
interface Beating {
  onTraffic: () => void;
  ping(): void;
  close(reason: ErrorInfo): void;
}

/**
 * Pings a workbench that has been silent for HEARTBEAT_MS and gives it up after BRIDGE_PATIENCE_MS. A local one that dies closes the
 * pipe; this notices a connection that is dead without having been closed. Returns the function that ends watching.
 */
export function watchSilence(peer: Beating): () => void {
  let silentMs = 0;
  peer.onTraffic = () => {
    silentMs = 0;
  };
  const timer = setInterval(() => {
    silentMs += HEARTBEAT_MS;
    if (silentMs > BRIDGE_PATIENCE_MS) peer.close(silent);
    else peer.ping();
  }, HEARTBEAT_MS);
  return () => clearInterval(timer);
}

const silent: ErrorInfo = {
  code: 'silent',
  message: `The workbench has not answered for ${BRIDGE_PATIENCE_MS / 1000} s.`,
};

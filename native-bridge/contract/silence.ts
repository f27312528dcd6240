import type { ErrorInfo } from './errors.ts';
import { HEARTBEAT_MS, PATIENCE_MS } from './limits.ts';

/** What watching needs of a peer. */
interface Beating {
  onTraffic: () => void;
  ping(): void;
  close(reason: ErrorInfo): void;
}

/**
 * Watches a peer's silence, on both sides of the bridge contract. Silence is not death: one call may keep a bridge busy for seconds (a
 * reset, a kernel that waits), so silence is told from SILENT_BEATS on and the peer is given up only when PATIENCE_MS is over. A process
 * that dies closes its pipe and is noticed at once without any of this.
 *
 * Returns the beat, to be called every HEARTBEAT_MS. `told` hears when the silence becomes worth telling, and when it ends.
 */
export function watchSilence(peer: Beating, name: string, told: (silent: boolean) => void = () => {}): () => void {
  let beats = 0;
  peer.onTraffic = () => {
    if (beats >= SILENT_BEATS) told(false);
    beats = 0;
  };
  return () => {
    beats += 1;
    if (beats === SILENT_BEATS) told(true);
    if (beats * HEARTBEAT_MS > PATIENCE_MS) peer.close(silence(name));
    else peer.ping();
  };
}

/** Beats without a sign of life after which a peer counts as silent: within a second. */
const SILENT_BEATS = 2;

const silence = (name: string): ErrorInfo => ({
  code: 'silent',
  message: `${name} has not answered for ${PATIENCE_MS / 1000} s.`,
  next: 'Open the target again.',
});

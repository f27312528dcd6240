import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import type { Carrier } from '../../../native-bridge/contract/peer.ts';

const CLOSED: ErrorInfo = { code: 'closed', message: 'The other side closed the connection.' };

/** Two carriers that are each other's other end, in one process; messages arrive in order, asynchronously. */
export function carrierPair(): [Carrier, Carrier] {
  const ends = [newEnd(), newEnd()] as const;
  const carrier = (mine: End, other: End): Carrier => ({
    send: (message) => {
      if (mine.open) queueMicrotask(() => other.open && other.received(message));
    },
    listen: (received, closed) => Object.assign(mine, { received, closed }),
    close: () => {
      if (!mine.open) return;
      mine.open = false;
      queueMicrotask(() => {
        if (other.open) other.closed(CLOSED);
        other.open = false;
      });
    },
  });
  return [carrier(ends[0], ends[1]), carrier(ends[1], ends[0])];
}

interface End {
  open: boolean;
  received: (message: Uint8Array) => void;
  closed: (reason: ErrorInfo) => void;
}

const newEnd = (): End => ({ open: true, received: () => {}, closed: () => {} });

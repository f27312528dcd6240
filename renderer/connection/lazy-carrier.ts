import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';

interface Ear {
  readonly received: (message: Uint8Array) => void;
  readonly closed: (reason: ErrorInfo) => void;
}

/** A carrier that keeps what arrives before anyone listens. `received` and `closed` are for the transport to call. */
export function lazyCarrier(send: Carrier['send'], close: Carrier['close']) {
  let ear: Ear | undefined;
  const early: Uint8Array[] = [];
  let ended: ErrorInfo | undefined;
  const carrier: Carrier = {
    send,
    close,
    listen(received, closed) {
      ear = { received, closed };
      for (const message of early.splice(0)) received(message);
      if (ended) closed(ended);
    },
  };
  return {
    carrier,
    received: (message: Uint8Array) => (ear ? ear.received(message) : void early.push(message)),
    closed(reason: ErrorInfo) {
      if (ended) return;
      ended = reason;
      ear?.closed(reason);
    },
  };
}

import { bridgeContract, noContract } from '../contract/bridge-contract.ts';
import type { ErrorInfo } from '../contract/errors.ts';
import { HEARTBEAT_MS } from '../contract/limits.ts';
import { type Carrier, Peer } from '../contract/peer.ts';
import { watchSilence } from '../contract/silence.ts';
import { Bindings } from '../targets/vfio/binding/bindings.ts';
import { thisMachine } from '../targets/vfio/local-host.ts';
import { handlersFor } from './handlers.ts';
import { Sessions } from './sessions.ts';

/** A conversation under way: `ended` resolves with the reason once the other side is gone and every target is released and every function given back. */
export interface Conversation {
  readonly ended: Promise<ErrorInfo>;
  /** Ends it from this side. */
  close(reason: ErrorInfo): void;
  /** Whether a function is bound that goes back to its driver at the end, which takes its time. */
  readonly hasBound: boolean;
}

/** Answers the bridge contract over a carrier until it closes. `version` is the program's own. */
export function serveBridge(carrier: Carrier, version: string, local = thisMachine()): Conversation {
  const bindings = new Bindings(local);
  const sessions = new Sessions((target, event) => peer.emit('target.event', { target, ...event }));
  const peer: Peer<typeof noContract, typeof bridgeContract> = new Peer(
    carrier,
    noContract,
    bridgeContract,
    handlersFor(
      sessions,
      { local, bindings, tell: (run, check) => peer.emit('doctor.check', { run, check }) },
      version,
    ),
  );
  const watching = setInterval(watchSilence(peer, 'The workbench'), HEARTBEAT_MS);
  const ended = new Promise<ErrorInfo>((resolve) => {
    peer.onClose(async (reason) => {
      clearInterval(watching);
      await sessions.closeAll();
      await bindings.releaseAll();
      resolve(reason);
    });
  });
  return {
    ended,
    close: (reason) => peer.close(reason),
    get hasBound() {
      return bindings.size > 0;
    },
  };
}

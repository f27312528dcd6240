import { bridgeContract, noContract } from '../../../native-bridge/contract/bridge-contract.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { BRIDGE_PROTOCOL, HANDSHAKE_TIMEOUT_MS, HEARTBEAT_MS } from '../../../native-bridge/contract/limits.ts';
import type { Params, Result } from '../../../native-bridge/contract/method-table.ts';
import { type Carrier, Peer } from '../../../native-bridge/contract/peer.ts';
import { watchSilence } from '../../../native-bridge/contract/silence.ts';
import { BridgeChild } from './child.ts';

type BridgeContract = typeof bridgeContract;
type NoContract = typeof noContract;
type BridgeMethod = keyof BridgeContract['methods'] & string;
type Hello = Result<BridgeContract, 'hello'>;

/** Turns the bare end of a conversation into what is known about the other side. */
type Obituary = (closed: ErrorInfo) => Promise<ErrorInfo>;

/** A running bridge program, after the handshake. One client carries any number of targets. */
export class BridgeClient {
  readonly hello: Hello;
  /** Resolves once, with the reason, when the bridge is gone or was closed. */
  readonly gone: Promise<ErrorInfo>;
  readonly #peer: Peer<BridgeContract, NoContract>;
  readonly #silenceListeners = new Set<(silent: boolean) => void>();
  #alive = true;

  private constructor(peer: Peer<BridgeContract, NoContract>, gone: Promise<ErrorInfo>, hello: Hello) {
    this.#peer = peer;
    this.gone = gone;
    this.hello = hello;
    void gone.then(() => {
      this.#alive = false;
    });
    this.#watch();
  }

  /** Starts the bridge program `command` (argv). Throws `bridge-gone`, `handshake-timeout`, `too-old`, `too-new`. */
  static start(command: readonly string[]): Promise<BridgeClient> {
    const child = new BridgeChild(command);
    return BridgeClient.connect(child.carrier(), (closed) => child.obituary(closed));
  }

  /** Shakes hands over any carrier. */
  static async connect(
    carrier: Carrier,
    obituary: Obituary = async (closed) => closed,
    patienceMs = HANDSHAKE_TIMEOUT_MS,
  ): Promise<BridgeClient> {
    const peer = new Peer(carrier, bridgeContract, noContract, {});
    const gone = new Promise<ErrorInfo>((resolve) => peer.onClose((closed) => resolve(obituary(closed))));
    return new BridgeClient(peer, gone, await shakeHands(peer, gone, patienceMs));
  }

  get alive(): boolean {
    return this.#alive && this.#peer.closed === undefined;
  }

  /** Asks the bridge. When it dies meanwhile the error says how. */
  async call<M extends BridgeMethod>(method: M, params: Params<BridgeContract, M>): Promise<Result<BridgeContract, M>> {
    try {
      return await this.#peer.call(method, params);
    } catch (thrown) {
      if (this.#peer.closed) throw new WorkbenchError({ ...(await this.gone), op: method }, { cause: thrown });
      throw thrown;
    }
  }

  /** Hears when the bridge stops answering and when it answers again: a call may be stuck. Returns the function that ends it. */
  onSilence(listener: (silent: boolean) => void): () => void {
    this.#silenceListeners.add(listener);
    return () => this.#silenceListeners.delete(listener);
  }

  /** Begins after the handshake: a loaded machine may take its time to start a program. */
  #watch(): void {
    const told = (silent: boolean) => {
      for (const listener of this.#silenceListeners) listener(silent);
    };
    const timer = setInterval(watchSilence(this.#peer, 'The bridge program', told), HEARTBEAT_MS);
    timer.unref();
    this.#peer.onClose(() => clearInterval(timer));
  }

  get on(): Peer<BridgeContract, NoContract>['on'] {
    return this.#peer.on.bind(this.#peer);
  }

  /** Ends the bridge program; it has no say in the matter. */
  async close(): Promise<void> {
    this.#peer.close();
    await this.gone;
  }
}

async function shakeHands(
  peer: Peer<BridgeContract, NoContract>,
  gone: Promise<ErrorInfo>,
  patienceMs: number,
): Promise<Hello> {
  const timer = setTimeout(() => peer.close(handshakeTimeout(patienceMs)), patienceMs);
  try {
    const hello = await peer.call('hello', { protocol: BRIDGE_PROTOCOL });
    if (hello.protocol !== BRIDGE_PROTOCOL) throw new WorkbenchError(wrongProtocol(hello.protocol));
    return hello;
  } catch (thrown) {
    const closed = peer.closed;
    peer.close();
    const info = closed ? await gone : errorInfo(thrown);
    throw new WorkbenchError(info, { cause: thrown });
  } finally {
    clearTimeout(timer);
  }
}

const handshakeTimeout = (patienceMs: number): ErrorInfo => ({
  code: 'handshake-timeout',
  message: `The bridge program did not answer the handshake within ${patienceMs / 1000} s.`,
  next: 'Check that the command starts the bridge program and that nothing else writes to its output.',
});

const wrongProtocol = (protocol: number): ErrorInfo => ({
  code: protocol < BRIDGE_PROTOCOL ? 'too-old' : 'too-new',
  message: `The bridge program speaks protocol ${protocol}; this workbench speaks ${BRIDGE_PROTOCOL}.`,
  next: 'Use the bridge program that came with this workbench.',
});

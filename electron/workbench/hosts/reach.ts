import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Machine } from '../../contract/remote-address.ts';
import { BridgeClient } from '../bridge-client/bridge-client.ts';
import { BridgeChild } from '../bridge-client/child.ts';
import { endingFailure, hostSilent, type Stage, saidFailure } from './endings.ts';
import { hostCommand } from './host-script.ts';
import { type HostWord, HostWords } from './host-words.ts';
import { type Parcel, type Parcels, parcelBytes } from './parcel.ts';
import { sshCommand, sshEnvironment } from './ssh-client.ts';

/** A machine that shows no progress for this long is given up; a login may take its time. */
const PATIENCE_S = 60;

/** Node.js takes seconds to start on a busy or emulated machine. */
const HANDSHAKE_MS = 60_000;

/** Bytes copied between two signs of progress. */
const CHUNK = 64 * 1024;

export interface ReachOptions extends Parcels {
  /** Hears what is being done: `Copying the bridge program (40 %)`. */
  doing(what: string): void;
  /** Gives the machine up while it is being reached. */
  readonly stop: AbortSignal;
}

/** A bridge program on another machine, and what that machine says of itself. */
export interface Reached {
  readonly bridge: BridgeClient;
  /** Kernel, processor and Node.js, as shown. */
  readonly about: Readonly<Record<string, string>>;
}

/**
 * Starts the bridge program on another machine, over one ssh connection: nothing is asked back when its files are there already, one
 * answer more when they have to be copied. Throws the errors of `failures.ts`, `handshake-timeout`, `too-old`, `too-new`.
 */
export function reachMachine(machine: Machine, options: ReachOptions): Promise<Reached> {
  return new Reach(machine, options).start();
}

class Reach {
  readonly #machine: Machine;
  readonly #options: ReachOptions;
  readonly #child: BridgeChild;
  readonly #words: HostWords;
  #stage: Stage = 'looking';
  #patience: NodeJS.Timeout | undefined;
  #gaveUp: ErrorInfo | undefined;

  constructor(machine: Machine, options: ReachOptions) {
    this.#machine = machine;
    this.#options = options;
    const command = sshCommand(machine, hostCommand(machine, options));
    const explain = (ending: Parameters<typeof endingFailure>[1]) =>
      endingFailure(machine, ending, this.#stage, this.#words.noise);
    this.#child = new BridgeChild(command, explain, sshEnvironment());
    this.#words = new HostWords(this.#child.stdout);
  }

  async start(): Promise<Reached> {
    const { stop } = this.#options;
    const giveUp = () => this.#child.kill();
    stop.addEventListener('abort', giveUp);
    if (stop.aborted) giveUp();
    this.#doing('Connecting');
    try {
      const about = await this.#listen();
      this.#stage = 'started';
      this.#doing('Starting the bridge program');
      const carrier = this.#child.carrier(this.#words.rest());
      const bridge = await BridgeClient.connect(carrier, (closed) => this.#child.obituary(closed), HANDSHAKE_MS);
      this.#stage = 'answered';
      return { bridge, about };
    } catch (thrown) {
      this.#child.kill();
      throw thrown;
    } finally {
      clearTimeout(this.#patience);
      stop.removeEventListener('abort', giveUp);
    }
  }

  /** Follows the script until the bridge program starts. */
  async #listen(): Promise<Record<string, string>> {
    let about = {};
    for (;;) {
      const said = await this.#words.next();
      if (!said) throw new WorkbenchError(await this.#child.obituary(this.#gaveUp ?? ENDED));
      this.#progress();
      if (said.word === 'start') return about;
      if (said.word === 'host') about = aboutHost(said);
      else if (said.word === 'need') void this.#send(this.#options.byMachine.get(said.rest));
      else if (said.word === 'fail') throw await this.#failed(said);
    }
  }

  async #failed({ rest }: HostWord): Promise<WorkbenchError> {
    const [reason = '', ...details] = rest.split(' ');
    const { details: known } = await this.#child.obituary(ENDED);
    return new WorkbenchError(saidFailure(this.#machine, reason, details.join(' '), known?.stderr as string[]));
  }

  /** What goes wrong here the other side tells, or the end of its output. */
  async #send(parcel: Parcel | undefined): Promise<void> {
    const bytes = parcel ? parcelBytes(parcel) : new Uint8Array();
    for (let at = 0; at < bytes.length; at += CHUNK) {
      this.#doing(`Copying the bridge program (${Math.round((100 * at) / bytes.length)} %)`);
      await new Promise((resolve) => this.#child.stdin.write(bytes.subarray(at, at + CHUNK), resolve));
    }
  }

  #doing(what: string): void {
    this.#options.doing(what);
    this.#progress();
  }

  #progress(): void {
    clearTimeout(this.#patience);
    if (this.#stage !== 'looking') return;
    this.#patience = setTimeout(() => {
      this.#gaveUp = hostSilent(this.#machine, PATIENCE_S);
      this.#child.kill();
    }, PATIENCE_S * 1000);
  }
}

const ENDED: ErrorInfo = { code: 'closed', message: 'The other side ended the connection.' };

/** `6.12.107 Linux-s390x v20.19.2` */
function aboutHost({ rest }: HostWord): Record<string, string> {
  const [kernel = '', machine = '', node = ''] = rest.split(' ');
  return { kernel, machine: machine.replace('Linux-', ''), 'Node.js': node };
}

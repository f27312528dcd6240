import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { frameCarrier } from '../../../native-bridge/contract/frames.ts';
import type { Carrier } from '../../../native-bridge/contract/peer.ts';
import { LineTail } from './line-tail.ts';

/** How long after its output ended a child may take to report its exit status. */
const EXIT_GRACE_MS = 200;

/** How a child went. */
export interface Ending {
  /** Why the conversation ended. */
  readonly closed: ErrorInfo;
  /** In words: `exited with status 7`, or what this side found wrong. */
  readonly how: string;
  readonly status?: number;
  /** The program was not there to be started. */
  readonly missing?: boolean;
  /** The last lines of stderr, and the one that says most. */
  readonly stderr: readonly string[];
  readonly words?: string;
}

/** Turns the way a child went into the error that is told. */
export type Explain = (ending: Ending) => ErrorInfo;

/** The bridge program as a child process: frames on stdin and stdout, the last lines of stderr kept for errors. */
export class BridgeChild {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly #process: ChildProcess;
  readonly #stderr = new LineTail(100);
  readonly #ended: Promise<Exit>;
  readonly #explain: Explain;

  /** Starts `command` (argv). A command that cannot be started shows as a child that ended. */
  constructor(command: readonly string[], explain: Explain = bridgeGone, environment = process.env) {
    const [program = '', ...args] = command;
    // Inside Electron the program that runs us is Electron, which then behaves as plain Node.js.
    const env = { ...environment, ELECTRON_RUN_AS_NODE: '1' };
    // In a process group and session of its own: Ctrl+C in a terminal is for us, and we still need the bridge to end in order.
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env, detached: true, windowsHide: true });
    this.#process = child;
    this.#explain = explain;
    this.#ended = endOf(child);
    this.stdin = child.stdin;
    this.stdout = child.stdout;
    child.stderr.on('data', (data: Buffer) => this.#stderr.add(data.toString()));
    // A write after the child died fails with EPIPE; the end of its output tells the story.
    child.stdin.on('error', () => {});
  }

  /** Carries frames: what `incoming` gives is read, which is the output of the child unless its beginning was for somebody else. */
  carrier(incoming: AsyncIterable<Uint8Array> = this.stdout): Carrier {
    return frameCarrier(
      incoming,
      (bytes) => this.stdin.write(bytes),
      () => this.stdin.end(),
    );
  }

  kill(): void {
    if (this.#process.exitCode === null) this.#process.kill('SIGKILL');
  }

  /** Why the conversation ended: what this side found wrong, else how the process went. Kills it when it still runs. */
  async obituary(closed: ErrorInfo): Promise<ErrorInfo> {
    const itEnded = closed.code === 'closed';
    const exit = itEnded ? await Promise.race([this.#ended, sleep(EXIT_GRACE_MS)]) : undefined;
    this.kill();
    const stderr = this.#stderr.lines;
    const how = closed.message.replace(/\.$/, '');
    return this.#explain({ closed, how, ...exit, stderr, words: lastWords(stderr) });
  }
}

const bridgeGone: Explain = ({ closed, how, stderr, words }) => ({
  code: 'bridge-gone',
  message: `The bridge program is gone: ${how}${words ? ` (it said: ${words})` : ''}.`,
  next: 'Open the target again; everything up to now stays readable.',
  details: { closed: closed.code, stderr },
});

/** The line that says most: the last one that names an error, else the last one. */
const lastWords = (lines: readonly string[]) =>
  (lines.findLast((line) => /error/i.test(line)) ?? lines.findLast((line) => line.trim() !== ''))?.trim();

type Exit = Pick<Ending, 'how' | 'status' | 'missing'>;

function endOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ how: `it could not be started: ${error.message}`, missing: true }));
    child.on('exit', (code, signal) =>
      resolve({ how: signal ? `ended by ${signal}` : `exited with status ${code}`, status: code ?? undefined }),
    );
  });
}

const sleep = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms));

import { type ChildProcess, spawn } from 'node:child_process';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { frameCarrier } from '../../../native-bridge/contract/frames.ts';
import type { Carrier } from '../../../native-bridge/contract/peer.ts';
import { LineTail } from './line-tail.ts';

/** How long after its output ended a child may take to report its exit status. */
const EXIT_GRACE_MS = 200;

/** The bridge program as a child process: frames on stdin and stdout, the last lines of stderr kept for errors. */
export class BridgeChild {
  readonly carrier: Carrier;
  readonly #process: ChildProcess;
  readonly #stderr = new LineTail(100);
  readonly #ended: Promise<string>;

  /** Starts `command` (argv). A command that cannot be started shows as a child that ended. */
  constructor(command: readonly string[]) {
    const [program = '', ...args] = command;
    // Inside Electron the program that runs us is Electron, which then behaves as plain Node.js.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    // In a process group of its own: Ctrl+C in a terminal is for us, and we still need the bridge to end in order.
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env, detached: true, windowsHide: true });
    this.#process = child;
    this.#ended = endOf(child);
    child.stderr.on('data', (data: Buffer) => this.#stderr.add(data.toString()));
    // A write after the child died fails with EPIPE; the end of its output tells the story.
    child.stdin.on('error', () => {});
    this.carrier = frameCarrier(
      child.stdout,
      (bytes) => child.stdin.write(bytes),
      () => child.stdin.end(),
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
    const lines = this.#stderr.lines;
    const last = lastWords(lines);
    const cause = exit ?? closed.message.replace(/\.$/, '');
    return {
      code: 'bridge-gone',
      message: `The bridge program is gone: ${cause}${last ? ` (it said: ${last})` : ''}.`,
      next: 'Open the target again; everything up to now stays readable.',
      details: { closed: closed.code, stderr: lines },
    };
  }
}

/** The line that says most: the last one that names an error, else the last one. */
const lastWords = (lines: readonly string[]) =>
  (lines.findLast((line) => /error/i.test(line)) ?? lines.findLast((line) => line.trim() !== ''))?.trim();

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.on('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exited with status ${code}`));
  });
}

const sleep = (ms: number) => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms));

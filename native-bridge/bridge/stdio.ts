import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ErrorInfo } from '../contract/errors.ts';
import { frameCarrier } from '../contract/frames.ts';
import { MAX_UNREAD_BYTES } from '../contract/limits.ts';
import { serveBridge } from './serve.ts';

/** Reasons that are nobody's fault: the workbench closed the stream, or this process was asked to end. */
const ORDERLY = new Set(['closed', 'terminated']);

/** After this long a release that hangs is not waited for: the kernel releases what is left when the process ends. */
const RELEASE_MS = 2000;

/** The same with functions to give back: a storage or network driver takes seconds to start. */
const GIVE_BACK_MS = 20_000;

/**
 * Serves one workbench on stdin and stdout. Ends when stdin closes or on SIGTERM, SIGINT or SIGHUP, after releasing what is open.
 * Resolves with the exit status: 0 for an orderly end.
 */
export async function runStdio(version: string): Promise<number> {
  keepOutputClean();
  const { stdin, stdout } = process;
  const carrier = frameCarrier(
    asAnswersAreRead(stdin, stdout),
    (bytes) => {
      stdout.write(bytes);
      if (stdout.writableLength > MAX_UNREAD_BYTES) conversation.close(unread);
    },
    () => stdin.destroy(),
  );
  const conversation = serveBridge(carrier, version);
  const endInTime = () => setTimeout(() => process.exit(1), conversation.hasBound ? GIVE_BACK_MS : RELEASE_MS).unref();
  const stop = (reason: ErrorInfo) => () => {
    endInTime();
    conversation.close(reason);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop(terminated(signal)));
  // Nobody reads any more: the end of stdin follows, or has come.
  stdout.on('error', stop({ code: 'closed', message: 'The workbench does not read any more.' }));
  stdin.once('close', endInTime);
  const reason = await conversation.ended;
  if (ORDERLY.has(reason.code)) return 0;
  process.stderr.write(`bridge: ${reason.message}\n`);
  return 1;
}

/** What comes in, no faster than answers are read: a flood of calls waits in its sender, not here. */
async function* asAnswersAreRead(incoming: Readable, outgoing: Writable): AsyncGenerator<Uint8Array> {
  for await (const bytes of incoming) {
    yield bytes;
    if (outgoing.writableNeedDrain) await once(outgoing, 'drain');
  }
}

/** stdout carries frames and nothing else; what any code prints goes to stderr. */
function keepOutputClean(): void {
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
}

const unread: ErrorInfo = {
  code: 'unread',
  message: `The workbench left more than ${MAX_UNREAD_BYTES} bytes unread.`,
};

const terminated = (signal: string): ErrorInfo => ({ code: 'terminated', message: `Ended by ${signal}.` });

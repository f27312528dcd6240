import { ERRNO } from '../../../native-bridge/abi/errno.ts';
import { type ErrorInfo, errorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import { OpenTarget } from '../bridge-client/open-target.ts';
import type { Way, Ways } from '../hosts/bridges.ts';
import { mayPass } from '../hosts/failures.ts';

/** The pauses before the first attempts, ms; the last one is kept. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** A function may still be held by the bridge program that lost us: it gives up after PATIENCE_MS. Attempts and pause while it is. */
const HELD_ATTEMPTS = 20;
const HELD_PAUSE_MS = 2000;

/** A function opened again, and the way to it. */
export interface Reopened {
  readonly way: Way;
  readonly target: OpenTarget;
}

/**
 * Opens a target again, attempt after attempt, until it works. `attempt` hears the number of each and what the one before came to.
 * Throws what no further attempt would mend, and what `stop` was aborted with.
 */
export async function reopen(
  ways: Ways,
  address: string,
  attempt: (number: number, error?: ErrorInfo) => void,
  stop: AbortSignal,
): Promise<Reopened> {
  let held = 0;
  let error: ErrorInfo | undefined;
  for (let number = 1; ; number++) {
    await pause(held > 0 ? HELD_PAUSE_MS : PAUSES_MS[Math.min(number, PAUSES_MS.length) - 1]!, stop);
    attempt(number, error);
    try {
      return await open(ways, address, stop);
    } catch (thrown) {
      error = errorInfo(thrown);
      const isHeld = error.errno === ERRNO.EBUSY;
      held += isHeld ? 1 : 0;
      if (!(isHeld ? held < HELD_ATTEMPTS : mayPass(error))) throw hasChanged(error) ?? thrown;
      if (isHeld) error = stillHeld(error);
    }
  }
}

async function open(ways: Ways, address: string, stop: AbortSignal): Promise<Reopened> {
  const way = await ways.for(address);
  stop.throwIfAborted();
  const target = await OpenTarget.open(way.bridge, way.address);
  if (!stop.aborted) return { way, target };
  await target.close().catch(() => {});
  throw stop.reason;
}

const stillHeld = (error: ErrorInfo): ErrorInfo => ({
  ...error,
  message: `The host answers again, but the function is still held: ${error.message}`,
  next: 'Wait: a bridge program that lost its connection gives the function back within 15 s.',
});

/** The host answers and the function is there, but not as it was left; undefined for other errors. */
function hasChanged(error: ErrorInfo): WorkbenchError | undefined {
  if (error.code !== 'not-ready' || error.errno !== undefined) return undefined;
  return new WorkbenchError({
    ...error,
    message: `The host answers again, but the function cannot be opened any more: ${error.message} One that the workbench had bound went back to its own driver when the connection was lost.`,
    next: `If so, bind it again where it is listed, then open it; it is not taken from its driver unasked. Otherwise: ${error.next}`,
  });
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      if (stop.aborted) reject(stop.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
  });
}

import { type ErrorInfo, WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { findInstallation } from '../serve/installation.ts';
import { Bridges } from '../workbench/hosts/bridges.ts';
import { LiveSession } from '../workbench/session.ts';
import { silentListener } from '../workbench/workbench-session.ts';
import { EXIT } from './command.ts';
import { Io } from './io.ts';
import { tellOfHosts } from './progress.ts';

/** Argv of the bridge program: ZPCIWB_BRIDGE (a JSON array) when set, else the one that came with this command. */
function bridgeCommand(): readonly string[] {
  const given = process.env.ZPCIWB_BRIDGE;
  if (!given) return findInstallation().bridgeCommand;
  const parsed = parseArgv(given);
  if (parsed) return parsed;
  throw new WorkbenchError({
    code: 'usage',
    message: 'ZPCIWB_BRIDGE is not a JSON array of texts.',
    next: 'Unset it, or give the argv of the bridge program as ["node","bridge.mjs","--stdio"].',
  });
}

function parseArgv(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isArgv = Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string');
    return isArgv ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Does `work` with bridge programs of its own, which end afterwards. */
export async function withBridges<T>(work: (bridges: Bridges) => Promise<T>): Promise<T> {
  const bridges = new Bridges({ command: bridgeCommand(), parcel: findInstallation().parcel });
  bridges.onNews(tellOfHosts());
  try {
    return await work(bridges);
  } finally {
    await bridges.close();
  }
}

/** Does `work` with a session on `address`; it is closed afterwards, its recording whole. */
export function withSession<T>(address: string, work: (session: LiveSession) => Promise<T>): Promise<T> {
  return withBridges(async (bridges) => {
    const { version } = findInstallation();
    const listener = { ...silentListener, notice: recordingFailed };
    const session = await LiveSession.open(bridges, address, { id: 'cli', version, listener });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  });
}

/** A recording whose file takes no more is said at once. What was asked goes on without it, and ends as something that was not all done. */
function recordingFailed(error: ErrorInfo): void {
  new Io(false).complain(error);
  process.exitCode = EXIT.notReady;
}

/** What a stopped session may take to wind up before it is closed over what is wedged. */
const WIND_UP_MS = 1000;

/**
 * Ctrl+C stops what runs, and closes the session with its recording whole when nothing runs yet or that does not help; a second one ends
 * at once.
 */
export function stopOnInterrupt(session: LiveSession): void {
  const close = () => {
    if (!session.isClosing) void session.close().finally(() => process.exit(EXIT.notReady));
  };
  const stop = () => {
    session.stop();
    setTimeout(close, session.describe().running ? WIND_UP_MS : 0).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

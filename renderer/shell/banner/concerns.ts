import type { Connection, Session } from '../../../electron/contract/app-contract.ts';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import { currentSession, unreadMissed } from '../../store/selectors.ts';
import type { WorkbenchData } from '../../store/state.ts';
import { timeOfDay } from '../../text/quantities.ts';
import { hostName } from '../../text/short-address.ts';

/** Something that concerns everything below the banner. */
export interface Concern {
  /** `error`: it stands still or is over; `warning`: it goes on by itself; `news`: it is past. */
  readonly tone: 'error' | 'warning' | 'news';
  readonly title: string;
  readonly reason: Pick<ErrorInfo, 'message' | 'next'>;
  /** Wall clock, ns since 1970: how long it has been so is counted on screen. */
  readonly since?: bigint;
  /** What the person can do about it. */
  readonly act?:
    | { readonly kind: 'open'; readonly address: string }
    | { readonly kind: 'read'; readonly since: bigint };
}

const NOTHING_LOST = 'Nothing is lost; it goes on by itself when the call returns.';

/** Everything to be told now, what stops most first. */
export function concerns(state: WorkbenchData): readonly Concern[] {
  const window = ofWindow(state);
  const session = currentSession(state);
  if (window) return [window];
  if (!session) return [];
  if (session.condition === 'ended') return [ended(session)];
  const missed = unreadMissed(state);
  return [wantedBack(session), cutOff(session), silence(session), missed && backAgain(missed)].filter(
    (concern) => concern !== undefined,
  );
}

/** The window's own connection to the workbench. */
function ofWindow({ connection }: WorkbenchData): Concern | undefined {
  if (connection.state === 'refused') return { tone: 'error', title: 'Connection refused.', reason: connection.reason };
  if (connection.state !== 'lost') return undefined;
  const { message, next = '' } = connection.reason;
  return {
    tone: 'error',
    title: 'No connection.',
    reason: { message, next: `${next} Trying again (${connection.attempt}) …`.trimStart() },
  };
}

const ended = ({ ended: reason, address }: Session): Concern => ({
  tone: 'error',
  title: reason?.code === 'function-gone' ? 'Function gone.' : 'Session ended.',
  reason: reason ?? { message: 'The function or its bridge is gone.' },
  act: { kind: 'open', address },
});

/** The host has asked for the function back, and it is not gone yet. */
const wantedBack = ({ releaseRequested: since }: Session): Concern | undefined =>
  since === undefined ? undefined : { ...RELEASE, since };

const RELEASE: Concern = {
  tone: 'warning',
  title: 'The host wants the function back',
  reason: {
    message:
      'Nothing more is sent; mappings, interrupts and the function are released in order, then the session ends.',
    next: 'What was recorded stays whole. Open the function again when the host gives it.',
  },
};

/** The way to a function on another machine, while it is lost. */
function cutOff({ connection }: Session): Concern | undefined {
  if (!connection || connection.state === 'connected') return undefined;
  const { host, since, attempt, state, error } = connection;
  const trying = state === 'reconnecting' ? `Reconnecting, attempt ${attempt} …` : 'Reconnecting follows.';
  return {
    tone: 'warning',
    title: `No connection to ${hostName(host)}`,
    since,
    reason: {
      message: error?.message ?? 'The link broke.',
      next: [trying, 'The function is then opened again, read-only.', error?.next].filter(Boolean).join(' '),
    },
  };
}

/** A request that has not come back, or a bridge that says nothing. */
function silence({ connection, stuck, silentSince }: Session): Concern | undefined {
  if (connection && connection.state !== 'connected') return undefined;
  if (stuck)
    return {
      tone: 'warning',
      title: 'Stuck',
      since: stuck.since,
      reason: { message: `${stuck.kind} has not come back from the kernel.`, next: NOTHING_LOST },
    };
  if (silentSince === undefined) return undefined;
  return {
    tone: 'warning',
    title: 'No answer',
    since: silentSince,
    reason: { message: 'The bridge does not answer: a call may be stuck.', next: NOTHING_LOST },
  };
}

const backAgain = ({ host, since, missed }: Connection): Concern => ({
  tone: 'news',
  title: `Connected to ${hostName(host)} again at ${timeOfDay(since)}.`,
  reason: { message: missed ?? '', next: 'The function is read-only again: arm it to go on.' },
  act: { kind: 'read', since },
});

import type { Connection, Session } from '../../electron/contract/app-contract.ts';
import { fileAddress } from '../../electron/contract/file-address.ts';
import { allTargets } from './hosts.ts';
import type { ShownMoment } from './player/player.ts';
import { type Selection, selected } from './selection.ts';
import { emptyView, type SessionView, type WorkbenchData } from './state.ts';
import { type Structure, structureOf } from './structures.ts';

/** Questions panels ask of the store; each gives the same object as long as nothing it depends on changed. */

const NO_SESSION = emptyView();

export const currentSession = (state: WorkbenchData): Session | undefined =>
  state.sessions.find(({ id }) => id === state.currentId);

export const currentView = (state: WorkbenchData): SessionView => state.views[state.currentId ?? ''] ?? NO_SESSION;

const shown = new WeakMap<ShownMoment, { readonly of: Session; readonly session: Session }>();

/** The current session as panels show it: a recording as of its cursor, a live one as it is now. */
export function shownSession(state: WorkbenchData): Session | undefined {
  const session = currentSession(state);
  const { moment } = currentView(state).player;
  if (!session || !moment) return session;
  const known = shown.get(moment);
  if (known?.of === session) return known.session;
  const { snapshot, state: live, counts } = moment;
  const made = { ...session, snapshot, state: live, requests: counts.requests, errors: counts.errors };
  shown.set(moment, { of: session, session: made });
  return made;
}

export const currentSelection = (state: WorkbenchData): Selection => selected(currentView(state).history);

/** The structure the selection lies in: of a field or of bytes. */
export function selectedStructure(state: WorkbenchData): Structure | undefined {
  const selection = currentSelection(state);
  const session = shownSession(state);
  if (!session || !('structure' in selection)) return undefined;
  return structureOf(session.snapshot, selection.structure);
}

/** Whether the way to a function on another machine is lost for the time being. */
export const isCutOff = ({ connection }: Session) => connection !== undefined && connection.state !== 'connected';

/** Why nothing that changes the function can be sent now, or undefined when it can. */
export function whyNotArmed(state: WorkbenchData): string | undefined {
  const session = currentSession(state);
  if (!session) return 'Open a target first.';
  if (session.kind === 'recording') return 'This is a recording: its requests can be sent to a live target.';
  if (session.kind === 'capture') return 'A capture is a saved snapshot: there is nothing to send to.';
  if (session.condition === 'ended') return 'The session has ended: open the target again.';
  if (isCutOff(session)) return 'There is no connection to the host: the function is opened again when it answers.';
  return session.state.armed ? undefined : 'The target is read-only: arm it first (Ctrl+Shift+A).';
}

/** Why the target cannot be armed at all, or undefined when it can. */
export function whyNotArmable(state: WorkbenchData): string | undefined {
  const reason = whyNotArmed(state);
  return currentSession(state)?.condition === 'live' && reason?.startsWith('The target is read-only')
    ? undefined
    : reason;
}

/** Whether something that changes the function can be sent. A recording tells of the past, whatever its state was then; a lost link disarms. */
export const isArmed = (session: Session | undefined) =>
  session?.condition === 'live' && !isCutOff(session) && session.state.armed;

export const isRecorded = (session: Session | undefined) => session?.condition === 'recorded';

/** How long the session has been recorded, ns, at the wall-clock time `now`: recordings tell time from the session's beginning. */
export function recordedFor({ startedAt, recording }: Session, now: bigint): bigint {
  const age = recording ? now - startedAt - recording.startedAt : 0n;
  return age > 0n ? age : 0n;
}

/** The theme on screen. */
export const shownTheme = ({ preferences, systemTheme }: WorkbenchData) =>
  preferences.theme === 'system' ? systemTheme : preferences.theme;

/** What the last loss of the connection cost, until it has been read. */
export function unreadMissed(state: WorkbenchData): Connection | undefined {
  const connection = currentSession(state)?.connection;
  const unread = connection?.state === 'connected' && connection.missed !== undefined;
  return unread && currentView(state).readMissed !== connection.since ? connection : undefined;
}

/** Whether the host has file dialogs and menus of its own. */
export const hasDesktop = ({ connection }: WorkbenchData) => connection.state === 'open' && connection.host.desktop;

const recordings = new WeakMap<
  readonly Session[],
  { readonly of: WorkbenchData; readonly addresses: readonly string[] }
>();

/** Every recording there is: open ones first, then those of the folder, then others that were chosen lately. */
export function recordingAddresses(state: WorkbenchData): readonly string[] {
  const { sessions, files, recent } = state;
  const known = recordings.get(sessions);
  if (known?.of.files === files && known.of.recent === recent) return known.addresses;
  const open = sessions.filter(isRecorded).map(({ address }) => address);
  const others = [...files, ...recent].filter(({ kind }) => kind === 'recording').map(fileAddress);
  const addresses = [...new Set([...open, ...others])];
  recordings.set(sessions, { of: state, addresses });
  return addresses;
}

/** Addresses requests can be sent to: open functions first, then what this machine and the others offer. One a line, so that it compares. */
export function sendableTargets(state: WorkbenchData): string {
  const open = state.sessions.filter(({ condition, kind }) => condition === 'live' && kind !== 'capture');
  const offered = allTargets(state).filter(({ ready, kind }) => ready && kind !== 'capture');
  return [...new Set([...open, ...offered].map(({ address }) => address))].join('\n');
}

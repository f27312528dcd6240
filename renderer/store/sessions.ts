import type { Session } from '../../electron/contract/app-contract.ts';
import { keepState, loadMappings } from './mappings.ts';
import { withNewest } from './rows.ts';
import { isRecorded } from './selectors.ts';
import { emptyView, type SessionView } from './state.ts';
import type { StoreContext } from './store-context.ts';
import { noThroughput } from './throughput.ts';

/** Keeping the list of sessions: taking one in, letting one go. */

/** The newer session, with the older snapshot object where nothing in it changed: what was decoded stays decoded. */
function keepSnapshot(known: Session | undefined, session: Session): Session {
  const same = known && known.snapshot.takenAt === session.snapshot.takenAt;
  return same ? { ...session, snapshot: known.snapshot } : session;
}

/** A live session follows what is sent and shows its newest loop; a recording lists its requests from the first on and shows all its loops. */
function newView({ requests, condition }: Session): SessionView {
  const view = emptyView(requests);
  return condition === 'recorded'
    ? { ...view, follow: false, throughput: { ...noThroughput, stretch: 'all' } }
    : { ...view, follow: condition === 'live' };
}

/** Takes in a session as the workbench describes it now; one that is new gets a view. */
export function adoptSession(context: StoreContext, session: Session): void {
  const { sessions, views } = context.get();
  const known = sessions.find(({ id }) => id === session.id);
  const next = keepState(known, keepSnapshot(known, session));
  context.set({
    sessions: known ? sessions.map((one) => (one === known ? next : one)) : [...sessions, next],
    views: { ...views, [session.id]: views[session.id] ?? newView(session) },
  });
  if (session.unlisted !== undefined) void loadMappings(context, session);
  if (isRecorded(next) && known?.requests !== next.requests) showGrown(context, next);
}

/** A recording that is read through, or being written, has more rows. */
function showGrown(context: StoreContext, { id, requests }: Session): void {
  context.patchView(id, ({ rows }) => ({ rows: withNewest(rows, requests, []) }));
  void loadTimeline(context, id);
}

/** What the time slider shows; again when a recording that is still being read through has more rows. */
async function loadTimeline(context: StoreContext, session: string): Promise<void> {
  const answer = await context.call('recording.timeline', { session }, 'Reading the recording');
  if (answer) context.patchView(session, ({ player }) => ({ player: { ...player, timeline: answer.timeline } }));
}

/** Forgets a session; another one is shown in its place. */
export function dropSession({ get, set }: StoreContext, session: string): void {
  const { sessions, currentId, views } = get();
  const rest = sessions.filter(({ id }) => id !== session);
  const { [session]: _, ...otherViews } = views;
  set({ sessions: rest, views: otherViews, currentId: currentId === session ? rest.at(-1)?.id : currentId });
}

/** Makes the list what the workbench says it is: after connecting, sessions may have gone or come. */
export function adoptSessions(context: StoreContext, sessions: readonly Session[]): void {
  const alive = new Set(sessions.map(({ id }) => id));
  for (const { id } of context.get().sessions) if (!alive.has(id)) dropSession(context, id);
  for (const session of sessions) adoptSession(context, session);
}

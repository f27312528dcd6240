import type { Session } from '../../electron/contract/app-contract.ts';
import { keepState, loadMappings } from './mappings.ts';
import { isRecorded } from './selectors.ts';
import { addSlices } from './slices.ts';
import { emptyView } from './state.ts';
import type { StoreContext } from './store-context.ts';

/** Keeping the list of sessions: taking one in, letting one go. */

/** The newer session, with the older snapshot object where nothing in it changed: what was decoded stays decoded. */
function keepSnapshot(known: Session | undefined, session: Session): Session {
  const same = known && known.snapshot.takenAt === session.snapshot.takenAt;
  return same ? { ...session, snapshot: known.snapshot } : session;
}

/** A live list follows what is sent; a recording starts at its beginning. */
const newView = ({ requests, condition }: Session) => ({ ...emptyView(requests), follow: condition === 'live' });

/** Takes in a session as the workbench describes it now; one that is new gets a view and its throughput so far. */
export function adoptSession(context: StoreContext, session: Session): void {
  const { sessions, views } = context.get();
  const known = sessions.find(({ id }) => id === session.id);
  const next = keepState(known, keepSnapshot(known, session));
  context.set({
    sessions: known ? sessions.map((one) => (one === known ? next : one)) : [...sessions, next],
    views: { ...views, [session.id]: views[session.id] ?? newView(session) },
  });
  if (session.unlisted !== undefined) void loadMappings(context, session);
  if (!known) void loadSlices(context, session.id);
  if (isRecorded(next) && (!known || known.requests !== next.requests)) void loadTimeline(context, session.id);
}

/** What the time slider shows; again when a recording that is still being read through has more rows. */
async function loadTimeline(context: StoreContext, session: string): Promise<void> {
  const answer = await context.call('recording.timeline', { session }, 'Reading the recording');
  if (answer) context.patchView(session, ({ player }) => ({ player: { ...player, timeline: answer.timeline } }));
}

async function loadSlices(context: StoreContext, session: string): Promise<void> {
  const answer = await context.call('throughput.slices', { session }, 'Reading throughput');
  if (!answer) return;
  context.patchView(session, ({ slices }) => {
    const first = slices[0]?.atNs;
    const earlier = answer.slices.filter(({ atNs }) => first === undefined || atNs < first);
    return { slices: addSlices(earlier, slices) };
  });
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

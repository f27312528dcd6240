import type { Session } from '../../../electron/contract/app-contract.ts';
import type { Find } from '../../../electron/contract/recording-cursor.ts';
import { accessedBy } from '../player/accessed.ts';
import { advance, playFrom } from '../player/advance.ts';
import { type Player, rowsAtCursor, type Span, type Speed, shownMoment, speeds } from '../player/player.ts';
import { withMappings } from '../player/with-mappings.ts';
import { currentSession, isRecorded } from '../selectors.ts';
import { adoptSession } from '../sessions.ts';
import { emptyView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** A place for the cursor: a time, behind a number of rows, or (undefined) the end. */
export type Place = { readonly atNs: bigint } | { readonly rows: number } | undefined;

const NOT_FOUND: Readonly<Record<Find['kind'], string>> = {
  error: 'failed request',
  mark: 'mark',
  event: 'event',
  alarm: 'alarm of the independent count',
  access: 'access to it',
  iova: 'request to these addresses',
};

/** What lies between rows: the cursor goes to its time, for its row is the one before. */
const BETWEEN_ROWS: ReadonlySet<Find['kind']> = new Set(['event', 'alarm']);

/** Playing the current session, a recording: moving its cursor, by hand or by itself. */
export const playerActions = (context: StoreContext) => {
  const { get, call, notify, patchView } = context;
  const playerOf = (session: string): Player => (get().views[session] ?? emptyView()).player;
  const patch = (session: string, change: Partial<Player>) =>
    patchView(session, ({ player }) => ({ player: { ...player, ...change } }));
  const recording = () => {
    const session = currentSession(get());
    return isRecorded(session) ? session : undefined;
  };
  /** Sessions whose moment is being asked for, with the last place that was wanted and whether it is still to be asked for. */
  const asking = new Map<string, { place: Place; isNew: boolean }>();

  async function askMoment(session: string, place: NonNullable<Place>): Promise<void> {
    const { moment: before } = playerOf(session);
    const answer = await call('recording.at', { session, ...place, known: before?.revision });
    const described = get().sessions.find(({ id }) => id === session);
    if (!answer || !described) return;
    const whole = await withMappings(context, session, place, answer.moment);
    if (!whole) return;
    const moment = shownMoment(whole, before, described);
    // the cursor may be at the end, or further on, by now
    if (playerOf(session).cursor === undefined && !('rows' in place)) return;
    patch(session, { moment, ...('rows' in place && { cursor: moment.atNs }) });
  }

  /** Asks for the moment at a place; while one is being asked for only the last place counts. */
  async function show(session: string, place: Place): Promise<void> {
    const running = asking.get(session);
    if (running) return void Object.assign(running, { place, isNew: true });
    const wanted = { place, isNew: true };
    asking.set(session, wanted);
    while (wanted.isNew) {
      wanted.isNew = false;
      if (wanted.place) await askMoment(session, wanted.place);
      else patch(session, { cursor: undefined, moment: undefined });
    }
    asking.delete(session);
  }

  /** Rows before the cursor, where it is or where it is on its way to. */
  function rowsAhead(session: Session): number {
    const place = asking.get(session.id)?.place;
    return place && 'rows' in place ? place.rows : rowsAtCursor(playerOf(session.id), session);
  }

  /** Time of the cursor, behind everything when it is at the end; undefined while only its row is known. */
  function timeAhead({ id, durationNs }: Session): bigint | undefined {
    const place = asking.get(id)?.place;
    if (place) return 'atNs' in place ? place.atNs : undefined;
    return playerOf(id).cursor ?? durationNs + 1n;
  }

  const goTo = (session: string, place: Place, change: Partial<Player> = {}) => {
    const cursor = place === undefined ? { cursor: undefined } : 'atNs' in place ? { cursor: place.atNs } : {};
    patch(session, { ...cursor, ...change });
    return show(session, place);
  };

  const change = (of: (player: Player) => Partial<Player>) => {
    const session = recording();
    if (session) patch(session.id, of(playerOf(session.id)));
  };

  return {
    /** Puts the cursor somewhere; undefined is the end. Playing stops. */
    async seek(place: Place) {
      const session = recording();
      if (session) await goTo(session.id, place, { playing: false });
    },
    /** Asks again what was so at the cursor, or where it is on its way to: more is known of the recording by now. */
    async askAgain(session: string) {
      const { cursor } = playerOf(session);
      const place = asking.has(session) ? asking.get(session)?.place : cursor !== undefined && { atNs: cursor };
      if (place) await show(session, place);
    },
    /** The cursor one request further (1) or back (-1). */
    async stepCursor(by: 1 | -1) {
      const session = recording();
      if (!session) return;
      const rows = Math.max(0, Math.min(session.requests, rowsAhead(session) + by));
      await goTo(session.id, { rows }, { playing: false });
    },
    togglePlaying() {
      change((player) => (player.playing ? { playing: false } : { playing: true, cursor: playFrom(player) }));
    },
    /** The cursor of a recording that plays, `elapsedMs` later. */
    tick(elapsedMs: number) {
      const session = recording();
      if (!session || !playerOf(session.id).playing) return;
      const { cursor, playing } = advance(playerOf(session.id), elapsedMs);
      void goTo(session.id, cursor === undefined ? undefined : { atNs: cursor }, { playing });
    },
    chooseSpeed: (speed: Speed) => change(() => ({ speed })),
    /** The next faster (1) or slower (-1) speed. */
    changeSpeed: (by: 1 | -1) => change(({ speed }) => ({ speed: speeds[speeds.indexOf(speed) + by] ?? speed })),
    toggleIdle: () => change(({ skipsIdle }) => ({ skipsIdle: !skipsIdle })),
    toggleLoop: () => change(({ loops }) => ({ loops: !loops })),
    /** Chooses a stretch of the recording; undefined chooses all of it. */
    chooseSpan: (span: Span | undefined) => change(() => ({ span })),
    /** Moves one end of the chosen stretch to the cursor. */
    spanFromCursor(end: 'fromNs' | 'toNs') {
      change(({ span, cursor, timeline }) => {
        const endNs = timeline?.durationNs ?? 0n;
        const { fromNs = timeline?.beginNs ?? 0n, toNs = endNs } = { ...span, [end]: cursor ?? endNs } as Partial<Span>;
        return { span: fromNs < toNs ? { fromNs, toNs } : undefined };
      });
    },
    /** Shows the file before or behind the current one of a recording in several, with the cursor where the session goes on: at its end, or its beginning. */
    async openPart(which: 'previous' | 'next') {
      const session = recording()?.id;
      if (session === undefined) return;
      const answer = await call('recording.part', { session, which }, `Opening the ${which} file`);
      if (!answer) return;
      adoptSession(context, answer.session);
      context.set({ currentId: answer.session.id });
      await goTo(answer.session.id, which === 'next' ? { rows: 0 } : undefined, { playing: false });
    },
    /** The cursor behind the next or previous thing of a kind; says so when there is none. */
    async find(direction: 'next' | 'previous', what: Find | undefined = accessedBy(get())) {
      const session = recording();
      if (!session || !what) return;
      const isBetween = BETWEEN_ROWS.has(what.kind);
      const from = { row: rowsAhead(session) - 1, atNs: isBetween ? timeAhead(session) : undefined };
      const answer = await call('recording.find', { session: session.id, ...from, direction, what }, 'Looking');
      const { found } = answer ?? {};
      if (found) await goTo(session.id, isBetween ? { atNs: found.atNs } : { rows: found.row + 1 }, { playing: false });
      else if (answer) notify({ code: 'none-found', tone: 'info', message: notFound(direction, what) });
    },
  };
};

const notFound = (direction: 'next' | 'previous', { kind }: Find) =>
  direction === 'next' ? `No further ${NOT_FOUND[kind]}.` : `No ${NOT_FOUND[kind]} before.`;

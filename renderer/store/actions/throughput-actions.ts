import { emptyView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';
import {
  type Cursors,
  farther,
  isOpenEnded,
  POINTS,
  type Stretch,
  sliceAt,
  startOf,
  type Throughput,
  timesOf,
  withNewer,
} from '../throughput.ts';

/** Looking at the throughput of the current session: which stretch, in which detail, with which cursors. */
export const throughputActions = (context: StoreContext) => {
  const { get, call, patchView } = context;
  /** Sessions whose slices are being asked for, and whether there is more to ask for afterwards. */
  const asking = new Map<string, { again: boolean }>();
  const of = (session: string): Throughput => (get().views[session] ?? emptyView()).throughput;
  const patch = (session: string, change: (throughput: Throughput) => Partial<Throughput>) =>
    patchView(session, ({ throughput }) => ({ throughput: { ...throughput, ...change(throughput) } }));
  const patchCurrent = (change: (throughput: Throughput) => Partial<Throughput>) => {
    const { currentId } = get();
    if (currentId !== undefined) patch(currentId, change);
  };

  /** All slices of the stretch. */
  async function readAll(session: string): Promise<void> {
    const { stretch, held } = of(session);
    const asked = { session, ...timesOf(of(session)), points: POINTS };
    const answer = await call('throughput.slices', asked, 'Reading throughput');
    const now = of(session);
    if (!answer || now.stretch !== stretch || now.held !== held) return;
    const { binNs, slices, reach, more } = answer;
    patch(session, (known) => ({ slices, binNs, more, read: stretch, reach: farther(known.reach, reach) }));
  }

  /** The newest slices, in the bins that are shown. Quietly: it happens ten times a second. False when the bins have to change. */
  async function readNewer(session: string): Promise<boolean> {
    const { slices, binNs, stretch, read } = of(session);
    const last = slices.at(-1);
    const times = timesOf(of(session));
    if (read !== stretch || !last || !context.peer || startOf(slices[0]!) < (times.fromNs ?? 0n)) return false;
    const asked = { session, ...times, fromNs: startOf(last), points: POINTS, binNs };
    const answer = await context.peer.call('throughput.slices', asked).catch(() => undefined);
    if (!answer) return true;
    const [first] = answer.slices;
    // Finer slices have become one that begins earlier: it would count twice what the slice before has.
    if (first && startOf(first) < startOf(last)) return false;
    const next = withNewer(slices, answer.slices);
    if (answer.binNs !== binNs || next.length > POINTS) return false;
    if (of(session).stretch === stretch && !of(session).held) patch(session, () => ({ slices: next }));
    return true;
  }

  async function readOn(session: string): Promise<void> {
    const { stretch, read, more } = of(session);
    if (read === stretch && !isOpenEnded(of(session)) && !more) return;
    if (more || !(await readNewer(session))) await readAll(session);
  }

  /** One question at a time; what is wanted meanwhile is asked for afterwards. */
  async function read(session: string, how: (session: string) => Promise<void>): Promise<void> {
    const running = asking.get(session);
    if (running) return void Object.assign(running, { again: true });
    const wanted = { again: false };
    asking.set(session, wanted);
    await how(session);
    asking.delete(session);
    if (wanted.again && get().views[session]) await read(session, readOn);
  }

  const show = (change: (throughput: Throughput) => Partial<Throughput>) => {
    patchCurrent((now) => ({ ...change(now), read: undefined }));
    const { currentId } = get();
    if (currentId !== undefined) void read(currentId, readAll);
  };

  return {
    /** Asks for what is new since the last time. Called while somebody looks. */
    readThroughput(session: string) {
      if (get().views[session]) void read(session, readOn);
    },
    /** Chooses what the charts show. */
    showStretch(stretch: Stretch) {
      show(() => ({ stretch }));
    },
    /** Holds the display as it is while collecting goes on, or goes on with what is new. */
    holdThroughput(hold: boolean) {
      show(({ reach }) => ({ held: hold ? reach : undefined }));
    },
    placeCursors(cursors: Cursors) {
      patchCurrent((now) => ({ cursors: { ...now.cursors, ...cursors } }));
    },
    /** Moves a cursor by slices; where there is none yet it comes to the newest slice. */
    stepSliceCursor(cursor: 'a' | 'b', by: number) {
      patchCurrent(({ slices, cursors }) => {
        const atNs = cursors[cursor] ?? cursors.a;
        const here = atNs === undefined ? undefined : sliceAt(slices, atNs);
        const index = here ? slices.indexOf(here) + by : slices.length - 1;
        const next = slices[Math.max(0, Math.min(slices.length - 1, index))];
        return { cursors: { ...cursors, [cursor]: next?.atNs } };
      });
    },
    toggleSeries(key: string) {
      patchCurrent(({ hidden }) => ({
        hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key],
      }));
    },
    chooseByteUnits(decimal: boolean) {
      patchCurrent(() => ({ decimal }));
    },
  };
};

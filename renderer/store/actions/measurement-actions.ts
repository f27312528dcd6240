import { emptyView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** The counters a function keeps of itself. They are read only when asked for. */
export const measurementActions = ({ get, call, patchView }: StoreContext) => {
  const current = () => get().currentId ?? '';
  /** Recordings whose counts are being read, and whether the cursor moved meanwhile. */
  const reading = new Map<string, { isLate: boolean }>();

  async function readAtCursor(session: string): Promise<void> {
    const { player } = get().views[session] ?? emptyView();
    const atNs = player.moment?.atNs;
    const answer = await call('recording.counts', { session, atNs }, 'Reading the counts');
    // a recording that was closed meanwhile has no view any more
    if (!answer || !get().views[session]) return;
    const asOf = atNs === undefined ? 'end' : 'cursor';
    patchView(session, () => ({ measurement: { samples: answer.samples, everyMs: 0, asOf } }));
  }

  return {
    async sampleMeasurement() {
      await call('measurement.sample', { session: current() }, 'Reading the counters of the function');
    },
    /** Reads again and again; 0 ends it. */
    async watchMeasurement(everyMs: number) {
      const session = current();
      const answer = await call('measurement.watch', { session, everyMs }, 'Switching the count');
      if (answer) patchView(session, ({ measurement }) => ({ measurement: { ...measurement, everyMs } }));
    },
    /** What the function had counted as of the cursor of a recording; while it is read only the last place of the cursor counts. */
    async readRecordedCounts(session: string) {
      const running = reading.get(session);
      if (running) {
        running.isLate = true;
        return;
      }
      const state = { isLate: true };
      reading.set(session, state);
      while (state.isLate) {
        state.isLate = false;
        await readAtCursor(session);
      }
      reading.delete(session);
    },
    /** What was read before this window looked. */
    async loadMeasurement() {
      const session = current();
      const answer = await call('measurement.samples', { session }, 'Reading the counts so far');
      if (answer) patchView(session, () => ({ measurement: answer }));
    },
  };
};

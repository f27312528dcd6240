import type { StoreContext } from '../store-context.ts';

/** The counters a function keeps of itself. They are read only when asked for. */
export const measurementActions = ({ get, call, patchView }: StoreContext) => {
  const current = () => get().currentId ?? '';
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
    /** What was read before this window looked. */
    async loadMeasurement() {
      const session = current();
      const answer = await call('measurement.samples', { session }, 'Reading the counts so far');
      if (answer) patchView(session, () => ({ measurement: answer }));
    },
  };
};

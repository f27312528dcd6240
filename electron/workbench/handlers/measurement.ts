import { MeasurementWatch } from '../measurement/watch.ts';
import type { LiveSession } from '../session.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'measurement.sample' | 'measurement.watch' | 'measurement.samples';

/** One watch a session, whichever window switched it on. */
const watches = new WeakMap<LiveSession, MeasurementWatch>();

export function measurementHandlers({ sessions, emit }: HandlerContext): Family<Methods> {
  const watchOf = (session: string): MeasurementWatch => {
    const live = sessions.live(session);
    const known = watches.get(live);
    if (known) return known;
    const watch = new MeasurementWatch(live, {
      sampled: (sample, everyMs) => emit('measurement', { session, sample, everyMs }),
      ended: (error) => emit('measurement', { session, everyMs: 0, error }),
    });
    watches.set(live, watch);
    return watch;
  };
  return {
    'measurement.sample': async ({ session }) => ({ sample: await watchOf(session).sample() }),
    'measurement.watch': ({ session, everyMs }) => {
      watchOf(session).every(everyMs);
      return {};
    },
    'measurement.samples': ({ session }) => {
      const { samples, everyMs } = watchOf(session);
      return { samples: [...samples], everyMs };
    },
  };
}

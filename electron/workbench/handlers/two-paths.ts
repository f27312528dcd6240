import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { runTwoPaths } from '../two-paths/run.ts';
import type { Family, HandlerContext } from './context.ts';

export function twoPathsHandlers({ sessions, emit }: HandlerContext): Family<'two-paths.run'> {
  return {
    'two-paths.run': ({ session, run, order }) => {
      const live = sessions.live(session);
      live.refuseBusy();
      runTwoPaths(live, order, (part) => emit('two-paths.progress', { session, run, part, finished: false })).then(
        () => emit('two-paths.progress', { session, run, finished: true }),
        (thrown) => emit('two-paths.progress', { session, run, finished: true, error: errorInfo(thrown) }),
      );
      return {};
    },
  };
}

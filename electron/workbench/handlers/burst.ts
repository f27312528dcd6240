import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { Family, HandlerContext } from './context.ts';

export function burstHandlers({ sessions, emit }: HandlerContext): Family<'burst.start' | 'burst.stop'> {
  return {
    /** Answers when the burst runs or is refused; its end shows as a row. */
    'burst.start': async ({ session, spec }) => {
      const { started, finished } = sessions.live(session).startBurst(spec);
      let running = false;
      finished.catch((thrown) => running && emit('notice', { op: 'burst.start', ...errorInfo(thrown) }));
      await started;
      running = true;
      return {};
    },
    'burst.stop': ({ session }) => {
      sessions.live(session).stop();
      return {};
    },
  };
}

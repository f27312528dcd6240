import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'replay.plan' | 'replay.start' | 'replay.step' | 'replay.stop' | 'replay.divergences';

export function replayHandlers(_context: HandlerContext): Family<Methods> {
  const refuse = () => {
    throw new WorkbenchError({ code: 'not-ready', message: 'Recordings cannot be sent again yet.' });
  };
  return {
    'replay.plan': refuse,
    'replay.start': refuse,
    'replay.step': refuse,
    'replay.stop': refuse,
    'replay.divergences': refuse,
  };
}

import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { Family, HandlerContext } from './context.ts';

type Methods = 'compare.open' | 'compare.page' | 'compare.next' | 'compare.summaryText' | 'compare.close';

export function compareHandlers(_context: HandlerContext): Family<Methods> {
  const refuse = () => {
    throw new WorkbenchError({ code: 'not-ready', message: 'Recordings cannot be compared yet.' });
  };
  return {
    'compare.open': refuse,
    'compare.page': refuse,
    'compare.next': refuse,
    'compare.summaryText': refuse,
    'compare.close': refuse,
  };
}

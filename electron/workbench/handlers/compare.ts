import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { CompareProgress } from '../../contract/compare/messages.ts';
import { summaryText } from '../../contract/compare/summary-text.ts';
import { Comparison } from '../compare/comparison.ts';
import type { Family, HandlerContext } from './context.ts';
import { recordingPath } from './recording-path.ts';

type Methods = 'compare.open' | 'compare.page' | 'compare.next' | 'compare.summaryText' | 'compare.close';

/** Comparisons one window keeps at a time. */
const MOST = 8;

interface Open {
  readonly stop: AbortController;
  comparison?: Comparison;
}

export function compareHandlers({ sessions, tell, gone }: HandlerContext): Family<Methods> {
  const open = new Map<number, Open>();
  const get = (compare: number) => {
    const comparison = open.get(compare)?.comparison;
    if (comparison) return comparison;
    throw new WorkbenchError({
      code: 'bad-request',
      message: `There is no comparison ${compare}.`,
      next: 'Compare again.',
    });
  };
  const close = async (compare: number) => {
    const one = open.get(compare);
    open.delete(compare);
    one?.stop.abort();
    await one?.comparison?.close();
  };
  gone.addEventListener('abort', () => {
    for (const compare of [...open.keys()]) void close(compare).catch(() => {});
  });
  return {
    'compare.open': async ({ compare, left, right, ignore, slower }) => {
      const paths = [left, right].map((id) => recordingPath(sessions.get(id)));
      if (open.has(compare) || open.size >= MOST) throw tooMany(compare);
      const one: Open = { stop: new AbortController() };
      open.set(compare, one);
      const progress = (progress: CompareProgress) => tell('compare.progress', { compare, progress });
      try {
        const options = { ignore, slower, progress, signal: one.stop.signal };
        one.comparison = await Comparison.open(paths[0]!, paths[1]!, options);
      } catch (thrown) {
        if (open.get(compare) === one) open.delete(compare);
        throw thrown;
      }
      if (open.get(compare) === one) return { compare, summary: one.comparison.summary };
      await one.comparison.close();
      throw new WorkbenchError({ code: 'stopped', message: 'The comparison was stopped.' });
    },
    'compare.page': ({ compare, from, count, onlyDifferences }) => get(compare).page(from, count, onlyDifferences),
    'compare.next': ({ compare, from, direction }) => ({ index: get(compare).next(from, direction) }),
    'compare.summaryText': ({ compare }) => ({ text: summaryText(get(compare).summary) }),
    'compare.close': async ({ compare }) => {
      await close(compare);
      return {};
    },
  };
}

const tooMany = (compare: number) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `Comparison ${compare} cannot be opened: it is open, or ${MOST} others are.`,
    next: 'Close one first.',
  });

import { type Comparison, listing, missingPairs, newComparison, PAGE_PAIRS, pairAt, withPairs } from '../comparison.ts';
import { adoptSession } from '../sessions.ts';
import type { StoreContext } from '../store-context.ts';

/** Laying two recordings side by side, and going through what differs. */
export const compareActions = (context: StoreContext) => {
  const { get, set, call } = context;
  const fetching = new Set<string>();
  /** Never used again: an answer to an earlier comparison is then not taken for one of a later. */
  let nextId = 1;
  const patch = (id: number, change: (comparison: Comparison) => Comparison) => {
    const { comparison } = get();
    if (comparison?.id === id) set({ comparison: change(comparison) });
  };

  /** The session of a recording, which is opened when it is not; what is shown stays shown. */
  async function sessionOf(address: string): Promise<string | undefined> {
    const open = get().sessions.find((session) => session.address === address);
    if (open) return open.id;
    const answer = await call('session.open', { address }, `Opening ${address}`);
    if (answer) adoptSession(context, answer.session);
    return answer?.session.id;
  }

  async function fetchPage(id: number, page: number): Promise<void> {
    const { comparison } = get();
    if (comparison?.id !== id) return;
    const { onlyDifferences } = comparison;
    const key = [id, onlyDifferences, page].join(' ');
    if (fetching.has(key)) return;
    fetching.add(key);
    const asked = { compare: id, from: page * PAGE_PAIRS, count: PAGE_PAIRS, onlyDifferences };
    const answer = await call('compare.page', asked, 'Reading the comparison');
    fetching.delete(key);
    if (answer)
      patch(id, (now) => (now.onlyDifferences === onlyDifferences ? withPairs(now, page, answer.pairs) : now));
  }

  async function nextPlace({ id, at, onlyDifferences, listed }: Comparison, by: 1 | -1): Promise<number | undefined> {
    const from = at ?? (by > 0 ? -1 : listed);
    if (onlyDifferences) return from + by >= 0 && from + by < listed ? from + by : undefined;
    const direction = by > 0 ? 'forward' : 'back';
    return (await call('compare.next', { compare: id, from, direction }, 'Looking'))?.index;
  }

  const closeNow = async () => {
    const { comparison } = get();
    set({ comparison: undefined });
    if (comparison) await call('compare.close', { compare: comparison.id });
  };

  const actions = {
    /** Compares two recordings, by their addresses. */
    async compare(left: string, right: string) {
      const id = nextId++;
      await closeNow();
      set({ comparison: newComparison(id, left, right) });
      const [leftSession, rightSession] = [await sessionOf(left), await sessionOf(right)];
      const sides = leftSession && rightSession && { left: leftSession, right: rightSession };
      const answer = sides && (await call('compare.open', { compare: id, ...sides }, 'Comparing'));
      if (answer)
        patch(id, (now) => listing({ ...now, summary: answer.summary, progress: undefined }, now.onlyDifferences));
      else if (get().comparison?.id === id) set({ comparison: undefined });
    },
    /** Stops comparing, or puts the comparison away. */
    endComparison: closeNow,
    listPairs(onlyDifferences: boolean) {
      const { comparison } = get();
      if (comparison) set({ comparison: listing(comparison, onlyDifferences) });
    },
    /** Makes sure that the pairs `first..last` of the list are here or on their way. */
    needPairs(first: number, last: number) {
      const { comparison } = get();
      if (!comparison) return;
      for (const page of missingPairs(comparison, first, last)) void fetchPage(comparison.id, page);
    },
    /** Selects the pair at a place of the list. */
    async selectPair(at: number) {
      const { comparison } = get();
      if (!comparison || at < 0 || at >= comparison.listed) return;
      set({ comparison: { ...comparison, at, sought: comparison.sought + 1 } });
      if (!pairAt(comparison, at)) await fetchPage(comparison.id, Math.floor(at / PAGE_PAIRS));
    },
    /** Selects a pair by its place in the whole list, which is shown. */
    async showPair(index: number) {
      const { comparison } = get();
      if (!comparison) return;
      if (comparison.onlyDifferences) set({ comparison: listing(comparison, false) });
      await actions.selectPair(index);
    },
    /** Selects the next (1) or previous (-1) pair that differs. */
    async stepDifference(by: 1 | -1) {
      const { comparison } = get();
      const at = comparison && (await nextPlace(comparison, by));
      if (at === undefined) context.notify({ code: 'none-found', tone: 'info', message: 'No further difference.' });
      else patch(comparison!.id, (now) => ({ ...now, at }));
    },
    /** The summary as Markdown, for a bug report. */
    async comparisonText(): Promise<string | undefined> {
      const { comparison } = get();
      return comparison && (await call('compare.summaryText', { compare: comparison.id }, 'Writing the summary'))?.text;
    },
  };
  return actions;
};

import type { ComparedPair, CompareProgress, CompareSummary } from '../../electron/contract/compare/messages.ts';

/** Two recordings laid side by side: what came of it, and the pairs of the list that were looked at. */
export interface Comparison {
  /** A number of this window's own. */
  readonly id: number;
  /** Addresses of the recordings. */
  readonly left: string;
  readonly right: string;
  /** How far it is; undefined when it is done. */
  readonly progress?: CompareProgress;
  /** Absent until it is done. */
  readonly summary?: CompareSummary;
  /** The list leaves out what is the same. */
  readonly onlyDifferences: boolean;
  /** Entries of the list. */
  readonly listed: number;
  /** Page number -> pairs, least recently touched first. */
  readonly pages: ReadonlyMap<number, readonly ComparedPair[]>;
  /** Place in the list of the pair that is selected. */
  readonly at?: number;
  /** How often a pair was selected: one that is selected again is brought into sight again. */
  readonly sought: number;
}

export const PAGE_PAIRS = 100;
const MOST_PAGES = 60;

export const newComparison = (id: number, left: string, right: string): Comparison => ({
  id,
  left,
  right,
  progress: { phase: 'reading', done: 0, total: 0 },
  onlyDifferences: true,
  listed: 0,
  pages: new Map(),
  sought: 0,
});

export const differing = ({ different, missing, added }: CompareSummary): number => different + missing + added;

/** The list with or without what is the same, from its beginning. */
export function listing(comparison: Comparison, onlyDifferences: boolean): Comparison {
  const { summary } = comparison;
  const listed = summary ? (onlyDifferences ? differing(summary) : summary.total) : 0;
  return { ...comparison, onlyDifferences, listed, pages: new Map(), at: undefined };
}

/** The pair at a place of the list, where it is loaded. */
export const pairAt = ({ pages }: Comparison, place: number): ComparedPair | undefined =>
  pages.get(Math.floor(place / PAGE_PAIRS))?.[place % PAGE_PAIRS];

/** Pages that `first..last` touches and that are not here. */
export function missingPairs({ pages, listed }: Comparison, first: number, last: number): readonly number[] {
  const missing: number[] = [];
  const end = Math.floor(Math.min(last, listed - 1) / PAGE_PAIRS);
  for (let page = Math.floor(first / PAGE_PAIRS); page <= end; page++) if (!pages.has(page)) missing.push(page);
  return missing;
}

/** With a page that was asked for; the pages looked at longest ago fall out. */
export function withPairs(comparison: Comparison, page: number, pairs: readonly ComparedPair[]): Comparison {
  const pages = new Map(comparison.pages);
  pages.delete(page);
  pages.set(page, pairs);
  for (const oldest of [...pages.keys()].slice(0, Math.max(0, pages.size - MOST_PAGES))) pages.delete(oldest);
  return { ...comparison, pages };
}

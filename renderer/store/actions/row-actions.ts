import type { RowFilter } from '../../../electron/contract/app-contract.ts';
import { emptyRows, missingPages, PAGE_ROWS, withPage } from '../rows.ts';
import { emptyView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** The request list of the current session: which rows are wanted, through which filter. */
export const rowActions = ({ get, call, patchView }: StoreContext) => {
  const fetching = new Set<string>();
  const view = (session: string) => get().views[session] ?? emptyView();

  async function fetchPage(session: string, from: number): Promise<void> {
    const { filter } = view(session).rows;
    const key = JSON.stringify([session, from, filter]);
    if (fetching.has(key)) return;
    fetching.add(key);
    const page = await call('requests.page', { session, from, count: PAGE_ROWS, filter }, 'Reading requests');
    fetching.delete(key);
    if (page && view(session).rows.filter === filter)
      patchView(session, ({ rows }) => ({ rows: withPage(rows, from, page) }));
  }

  return {
    /** Makes sure that the rows `first..last` of the list are here or on their way. */
    needRows(first: number, last: number) {
      const { currentId } = get();
      if (currentId === undefined) return;
      for (const from of missingPages(view(currentId).rows, first, last)) void fetchPage(currentId, from);
    },
    /** Shows only rows that match; the count comes with the first page. */
    filterRows(filter: RowFilter) {
      const { currentId } = get();
      if (currentId === undefined) return;
      patchView(currentId, ({ rows }) => ({ rows: emptyRows(filter, rows.total) }));
      void fetchPage(currentId, 0);
    },
    /** Asks how many rows match by now: new requests may have joined a filtered list. */
    async recountRows() {
      const { currentId } = get();
      if (currentId === undefined) return;
      const { matched } = view(currentId).rows;
      await fetchPage(currentId, Math.max(0, Math.floor((matched - 1) / PAGE_ROWS)) * PAGE_ROWS);
    },
    follow(follow: boolean) {
      const { currentId } = get();
      if (currentId !== undefined) patchView(currentId, () => ({ follow }));
    },
  };
};

import type { RowFilter } from '../../../electron/contract/app-contract.ts';
import { emptyRows, indexOfSeq, isFiltered, missingPages, PAGE_ROWS, rowAt, withPage } from '../rows.ts';
import { selected, visit } from '../selection.ts';
import { emptyView, type SessionView } from '../state.ts';
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
    const asked = { session, from, count: PAGE_ROWS, filter: isFiltered(filter) ? filter : undefined };
    const page = await call('requests.page', asked, 'Reading requests');
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
    /** Selects the row `by` places further in the list; with nothing selected, the last or the first one. */
    async stepRow(by: number) {
      const session = get().currentId ?? '';
      const index = stepFrom(view(session), by);
      if (index === undefined) return;
      if (!rowAt(view(session).rows, index)) await fetchPage(session, Math.floor(index / PAGE_ROWS) * PAGE_ROWS);
      const row = rowAt(view(session).rows, index);
      if (!row) return;
      patchView(session, ({ history }) => ({
        history: visit(history, { kind: 'request', seq: row.seq }),
        follow: false,
      }));
    },
    follow(follow: boolean) {
      const { currentId } = get();
      if (currentId !== undefined) patchView(currentId, () => ({ follow }));
    },
  };
};

function stepFrom({ rows, history }: SessionView, by: number): number | undefined {
  if (rows.matched === 0) return undefined;
  const selection = selected(history);
  const at = selection.kind === 'request' ? indexOfSeq(rows, selection.seq) : undefined;
  const start = at ?? (by > 0 ? -1 : rows.matched);
  return Math.max(0, Math.min(rows.matched - 1, start + by));
}

import type { RequestRow, RowFilter, RowSelection } from '../../../electron/contract/app-contract.ts';
import { areSeveral, drawnTo, everyRow, onlyRow, selectionOf, toggled } from '../chosen-rows.ts';
import { emptyRows, indexOfSeq, isFiltered, missingPages, PAGE_ROWS, rowAt, selectedRow, withPage } from '../rows.ts';
import { selected, visit } from '../selection.ts';
import { emptyView, type SessionView } from '../state.ts';
import type { StoreContext } from '../store-context.ts';

/** How far the next request to the same place is looked for. */
const LOOK_AHEAD = 5_000;

const isAlike = (a: RequestRow, b: RequestRow) =>
  a.on === b.on && a.request.space === b.request.space && a.request.region === b.request.region && samePart(a, b);

/** `config.read` and `config.write` go to the same place, as do mapping and unmapping. */
const samePart = (a: RequestRow, b: RequestRow) =>
  a.request.space !== undefined || a.kind.split('.')[0] === b.kind.split('.')[0];

/** The request list of the current session: which rows are wanted, through which filter. */
export const rowActions = ({ get, set, call, patchView, notify }: StoreContext) => {
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

  async function loadRow(session: string, index: number): Promise<RequestRow | undefined> {
    if (!rowAt(view(session).rows, index)) await fetchPage(session, Math.floor(index / PAGE_ROWS) * PAGE_ROWS);
    return rowAt(view(session).rows, index);
  }

  const selectRow = (session: string, { seq }: RequestRow, chosen = onlyRow(seq)) =>
    patchView(session, ({ history }) => ({ history: visit(history, { kind: 'request', seq }), follow: false, chosen }));

  /** The chosen rows, through the filter; without any, the selected one. */
  function chosenRows(session: string): RowSelection | undefined {
    const { chosen, rows, history } = view(session);
    const selection = selected(history);
    const filter = isFiltered(rows.filter) ? rows.filter : undefined;
    if (areSeveral(chosen)) return selectionOf(chosen, filter);
    return selection.kind === 'request' ? selectionOf(onlyRow(selection.seq), undefined) : undefined;
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
    /** Selects the row `by` places further in the list; with nothing selected, the last or the first one. `draws`: with all from the anchor on. */
    async stepRow(by: number, draws = false) {
      const session = get().currentId ?? '';
      const index = stepFrom(view(session), by);
      if (index === undefined) return;
      const row = await loadRow(session, index);
      if (row) selectRow(session, row, draws ? drawnTo(view(session).chosen, row.seq) : undefined);
    },
    /** Selects a row: alone, together with all from the one before it (`draw`), or beside what is chosen, or no more (`toggle`). */
    selectRow(row: RequestRow, how: 'alone' | 'draw' | 'toggle') {
      const session = get().currentId ?? '';
      const { chosen } = view(session);
      selectRow(
        session,
        row,
        how === 'draw' ? drawnTo(chosen, row.seq) : how === 'toggle' ? toggled(chosen, row.seq) : undefined,
      );
    },
    chooseEveryRow() {
      const { currentId = '' } = get();
      patchView(currentId, ({ rows }) => ({ chosen: everyRow(rows.total), follow: false }));
    },
    /** The chosen rows of the current session, or the selected one. */
    chosenRows: () => chosenRows(get().currentId ?? ''),
    /** The chosen rows as text, in a form of `copying`. */
    async copyRows(as: string): Promise<string | undefined> {
      const { currentId: session = '' } = get();
      const selection = chosenRows(session);
      return selection && (await call('rows.copy', { session, selection, as }, 'Copying'))?.text;
    },
    /** Makes a program of the chosen rows and puts it into the composer. True when there is one. */
    async programOfRows(): Promise<boolean> {
      const { currentId: session = '', programDraft } = get();
      const selection = chosenRows(session);
      const answer = selection && (await call('rows.program', { session, selection }, 'Making a program'));
      if (answer) set({ programDraft: { id: (programDraft?.id ?? 0) + 1, program: answer.program } });
      return answer !== undefined;
    },
    /** Selects the next (1) or previous (-1) request to the same space, region or function; looks a bounded way ahead. */
    async stepAlike(by: 1 | -1) {
      const session = get().currentId ?? '';
      const { rows, history } = view(session);
      const here = selectedRow(rows, selected(history));
      if (!here) return;
      const start = indexOfSeq(rows, here.seq)!;
      for (let index = start + by; Math.abs(index - start) <= LOOK_AHEAD; index += by) {
        if (index < 0 || index >= view(session).rows.matched) break;
        const row = await loadRow(session, index);
        if (row && isAlike(row, here)) return selectRow(session, row);
      }
      notify({ code: 'none-alike', tone: 'info', message: 'No further request to the same place nearby.' });
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

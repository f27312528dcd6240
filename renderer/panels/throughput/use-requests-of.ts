import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { useDock } from '../../shell/window-context.ts';
import { currentView } from '../../store/selectors.ts';
import { endOf, sliceAt, startOf, type TimeSpan } from '../../store/throughput.ts';
import { useActions, useWorkbenchStore } from '../../store/use-store.ts';

const secondsText = (ns: bigint) => {
  const digits = ns.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
};

/** The rows that were under way in a stretch of time, as an expression of the request list. */
export const rowsDuring = ({ fromNs, toNs }: TimeSpan): string =>
  `time <= ${secondsText(toNs)} && end >= ${secondsText(fromNs)}`;

/** Shows in the request list what was under way in the slice at cursor A, or from A to B. */
export function useRequestsOf(slices: readonly ThroughputSlice[]): () => void {
  const store = useWorkbenchStore();
  const dock = useDock();
  const { filterRows } = useActions();
  return () => {
    const { cursors } = currentView(store.getState()).throughput;
    const at = [cursors.a, cursors.b].filter((one) => one !== undefined).map((atNs) => sliceAt(slices, atNs));
    const chosen = at.filter((slice) => slice !== undefined).sort((a, b) => (a.atNs < b.atNs ? -1 : 1));
    const [first, last] = [chosen[0], chosen.at(-1)];
    if (!first || !last) return;
    filterRows({ where: rowsDuring({ fromNs: startOf(first), toNs: endOf(last) }) });
    dock.show('requests');
  };
}

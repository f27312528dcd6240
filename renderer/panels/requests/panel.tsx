import { ArrowDownToLine } from 'lucide-react';
import { currentSession, currentView } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf, countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { Details } from './details.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './requests.module.css';
import { RowList } from './row-list.tsx';
import { useSelectedRow } from './use-selected-row.ts';
import { WithChosen } from './with-chosen.tsx';

/** Every request of the session, one line each, and all about the selected one. */
export default function RequestsPanel() {
  const session = useStore(currentSession);
  const { matched, total } = useStore((state) => currentView(state).rows);
  const row = useSelectedRow();
  return (
    <PanelFrame
      id="requests"
      label="Requests"
      of={<FilterBar />}
      tools={
        <>
          <Counts matched={matched} total={total} errors={session?.errors ?? 0} />
          <WithChosen />
          <FollowToggle />
        </>
      }
    >
      <div className={styles.split}>
        {matched > 0 ? <RowList key={session?.id} /> : <NoRows total={total} open={session !== undefined} />}
        {row && <Details row={row} />}
      </div>
    </PanelFrame>
  );
}

interface CountsProps {
  readonly matched: number;
  readonly total: number;
  readonly errors: number;
}

function Counts({ matched, total, errors }: CountsProps) {
  return (
    <span className={styles.counts}>
      {errors > 0 && <span className={styles.errors}>✕ {countOf(errors, 'error')}</span>}
      {matched === total ? countText(total) : `${countText(matched)} of ${countText(total)}`}
    </span>
  );
}

function FollowToggle() {
  const follow = useStore((state) => currentView(state).follow);
  const { follow: setFollow } = useActions();
  return (
    <Action look="plain" label="Follow new requests" aria-pressed={follow} onClick={() => setFollow(!follow)}>
      <ArrowDownToLine />
    </Action>
  );
}

function NoRows({ total, open }: { readonly total: number; readonly open: boolean }) {
  const { filterRows } = useActions();
  if (!open) return <EmptyState>Open a target to see its requests.</EmptyState>;
  if (total === 0)
    return <EmptyState>Nothing was sent yet. Compose a request (Ctrl+5) or start a store loop.</EmptyState>;
  return (
    <EmptyState action={<Action onClick={() => filterRows({})}>Show all {countText(total)}</Action>}>
      No request matches the filter.
    </EmptyState>
  );
}

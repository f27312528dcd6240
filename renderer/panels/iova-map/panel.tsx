import { useMemo, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { groupedHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import { dmaAvailOf, viewOf } from '../../../native-bridge/contract/facts.ts';
import { currentSelection, shownSession } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { countOf } from '../../text/quantities.ts';
import { snapshotTime } from '../../text/snapshot-time.ts';
import { Action } from '../../widgets/action/action.tsx';
import { AsOf } from '../../widgets/as-of/as-of.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import { Budget } from './budget.tsx';
import styles from './iova-map.module.css';
import { MapBufferForm } from './map-buffer-form.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { MappingTable } from './mapping-table.tsx';

export type NamedMapping = Session['state']['mappings'][number];

/** What moment the map shows, where no cursor says it. */
function asOf({ kind, snapshot, condition }: Session): string {
  if (kind === 'capture') return snapshotTime(snapshot);
  return condition === 'live' ? 'live' : 'as of the end';
}

/** An iommufd counts no mapping entries; of a container its IOMMU info says how many are free, where the kernel is new enough. */
const toldBudget = (snapshot: Session['snapshot']) =>
  snapshot.backend === 'iommufd' || dmaAvailOf(snapshot) !== undefined;

/** Guest page tables that are bound, where the kernel binds any. */
const boundText = ({ pasids = [] }: Session['state']) =>
  pasids.length > 0 ? ` · ${countOf(pasids.length, 'PASID')} bound` : '';

function IovaMap({ session }: { readonly session: Session }) {
  const { select } = useActions();
  const selection = useStore(currentSelection);
  const [open, setOpen] = useState<boolean>();
  const { snapshot, state } = session;
  const view = useMemo(() => viewOf(snapshot, state), [snapshot, state]);
  const { mappings } = state;
  const { windows, pageSize, backend } = view.facts;
  const index = selection.kind === 'mapping' ? mappings.findIndex(({ iova }) => iova === selection.iova) : -1;
  const selected = index < 0 ? undefined : index;
  const choose = (at: number) => select({ kind: 'mapping', iova: mappings[at]!.iova });
  const ranges = windows.map(({ start, end }) => `${groupedHex(start)} – ${groupedHex(end)}`).join(', ');
  const told = windows.length > 0 ? `${backend} · ${sizeText(pageSize)} pages${boundText(state)}` : session.title;
  return (
    <PanelFrame
      id="iova-map"
      label="IOVA map"
      of={<span title={ranges}>{told}</span>}
      asOf={<AsOf>{asOf(session)}</AsOf>}
      tools={
        <>
          <Budget available={state.dmaAvail} used={mappings.length} told={toldBudget(snapshot)} />
          <Action look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
            Map a buffer
          </Action>
        </>
      }
    >
      {windows.length === 0 ? (
        <EmptyState>The IOMMU named no window of addresses: nothing can be mapped through this function.</EmptyState>
      ) : (
        <div className={styles.panel}>
          <div className={styles.pictured}>
            <MapCanvas windows={windows} mappings={mappings} selected={selected} onSelect={choose} />
            <MappingTable mappings={mappings} selected={selected} onSelect={choose} />
          </div>
          <MapBufferForm view={view} open={open} onMapped={() => setOpen(undefined)} />
        </div>
      )}
    </PanelFrame>
  );
}

/** Which I/O virtual addresses the function may use, and which are in use. */
export default function IovaMapPanel() {
  const session = useStore(shownSession);
  if (session) return <IovaMap key={session.id} session={session} />;
  return (
    <PanelFrame id="iova-map" label="IOVA map">
      <EmptyState>Open a target on the left: the addresses it may use appear here.</EmptyState>
    </PanelFrame>
  );
}

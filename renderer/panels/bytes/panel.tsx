import type { ReactNode } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { selectedRow } from '../../store/rows.ts';
import { currentSelection, currentView, shownSession } from '../../store/selectors.ts';
import { type Structure, structuresOf } from '../../store/structures.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { EmptyState } from '../../widgets/states/states.tsx';
import styles from './bytes.module.css';
import { SourceBytes } from './source-bytes.tsx';
import { type Source, sourceOf } from './sources.ts';

/** The structures there are bytes of, and the selected request where it has bytes. */
function Chooser({ source, structures }: { readonly source: Source; readonly structures: readonly Structure[] }) {
  const { select } = useActions();
  return (
    <select
      className={styles.chooser}
      aria-label="Structure to show"
      value={source.id}
      onChange={(event) => select({ kind: 'bytes', structure: event.target.value, offset: 0, length: 1 })}
    >
      {source.id.startsWith('request/') && <option value={source.id}>{source.title}</option>}
      {structures.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <PanelFrame id="bytes" label="Bytes">
      <EmptyState>{children}</EmptyState>
    </PanelFrame>
  );
}

function SessionBytes({ session }: { readonly session: Session }) {
  const selection = useStore(currentSelection);
  const row = useStore((state) => selectedRow(currentView(state).rows, selection));
  const structures = structuresOf(session.snapshot);
  const source = sourceOf(selection, structures, row);
  if (!source) return <Nothing>This function has answered nothing yet: there are no bytes to show.</Nothing>;
  const chooser = <Chooser source={source} structures={structures} />;
  return <SourceBytes key={source.id} source={source} session={session} chooser={chooser} />;
}

/** The bytes behind whatever is selected, with the fields in them. */
export default function BytesPanel() {
  const session = useStore(shownSession);
  if (session) return <SessionBytes key={session.id} session={session} />;
  return <Nothing>Open a target, a capture or a recording on the left: its bytes appear here.</Nothing>;
}

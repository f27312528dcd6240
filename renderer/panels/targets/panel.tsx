import { FolderInput, RefreshCw, Stethoscope } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { openFiles } from '../../shell/opening/open-files.ts';
import { showDoctor } from '../../shell/opening/show-doctor.ts';
import { useDock } from '../../shell/window-context.ts';
import { useActions, useStore, useWorkbenchStore } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { Skeleton } from '../../widgets/states/states.tsx';
import { EntryList } from './entry-list.tsx';
import styles from './targets.module.css';
import { useEntries } from './use-entries.ts';

/** What can be opened: functions of the simulator, of this machine and of others, captures, recordings, programs. */
export default function TargetsPanel() {
  const loaded = useStore((state) => state.targets !== undefined);
  const entries = useEntries();
  return (
    <PanelFrame id="targets" label="Targets" of={loaded && `${countText(entries.length)} entries`} tools={<Tools />}>
      <DropArea>{loaded ? <EntryList entries={entries} /> : <Skeleton awaiting="Looking for targets" />}</DropArea>
    </PanelFrame>
  );
}

function Tools() {
  const actions = useActions();
  const store = useWorkbenchStore();
  const dock = useDock();
  const open = () => void openFiles(store.getState(), dock);
  return (
    <>
      <Action look="plain" label="Check this machine (doctor)" onClick={() => showDoctor('', actions, dock)}>
        <Stethoscope />
      </Action>
      <Action look="plain" label="Open a recording, capture or program" hint="Ctrl+Shift+O" onClick={open}>
        <FolderInput />
      </Action>
      <Action look="plain" label="Look again" onClick={() => void actions.refreshTargets()}>
        <RefreshCw />
      </Action>
    </>
  );
}

/** Lights up under files: the window takes them wherever they are dropped. */
function DropArea({ children }: { readonly children: React.ReactNode }) {
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section
      className={styles.drop}
      data-over={over}
      aria-label="Drop files to import them"
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => hover(event, false)}
    >
      {children}
    </section>
  );
}

import { FolderInput, RefreshCw } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { useActions, useStore } from '../../store/use-store.ts';
import { countText } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { PanelFrame } from '../../widgets/panel-frame/panel-frame.tsx';
import { Skeleton } from '../../widgets/states/states.tsx';
import { EntryList } from './entry-list.tsx';
import { importFiles } from './import-files.ts';
import styles from './targets.module.css';
import { useEntries } from './use-entries.ts';

/** What can be opened: functions of the simulator and of this host, captures, recordings, programs. */
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
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="File to import"
        onChange={({ target }) => {
          importFiles(target.files, actions);
          target.value = '';
        }}
      />
      <Action look="plain" label="Import a recording, capture or program" onClick={() => input.current?.click()}>
        <FolderInput />
      </Action>
      <Action look="plain" label="Look again" onClick={() => void actions.refreshTargets()}>
        <RefreshCw />
      </Action>
    </>
  );
}

/** Takes files dropped anywhere on the panel. */
function DropArea({ children }: { readonly children: React.ReactNode }) {
  const actions = useActions();
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    hover(event, false);
    importFiles(event.dataTransfer.files, actions);
  };
  return (
    <section
      className={styles.drop}
      data-over={over}
      aria-label="Drop files to import them"
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={drop}
    >
      {children}
    </section>
  );
}

import { usePlayback } from '../panels/recording-bar/player/use-playback.ts';
import { RecordingBar } from '../panels/recording-bar/recording-bar.tsx';
import { currentSession, isArmed } from '../store/selectors.ts';
import { useStore } from '../store/use-store.ts';
import { AddHost } from './add-host/add-host.tsx';
import { Banner } from './banner/banner.tsx';
import { useKeys } from './commands/use-keys.ts';
import { DangerDialog } from './danger-dialog/danger-dialog.tsx';
import { Docking } from './docking/docking.tsx';
import { ExportDialog } from './export-dialog/export-dialog.tsx';
import { Imports } from './imports/imports.tsx';
import { KeySheet } from './key-sheet/key-sheet.tsx';
import { useFileDrop } from './opening/use-file-drop.ts';
import { Palette } from './palette/palette.tsx';
import styles from './shell.module.css';
import { StatusLine } from './status-line/status-line.tsx';
import { Toasts } from './toasts/toasts.tsx';
import { TopBar } from './top-bar/top-bar.tsx';

/** The window: bars above and below, panels between, palette and toasts over them. */
export function Shell() {
  const session = useStore(currentSession);
  const presenting = useStore((state) => state.presenting ?? false);
  useKeys();
  useFileDrop();
  usePlayback();
  return (
    <div
      className={styles.shell}
      data-condition={session?.condition}
      data-armed={isArmed(session)}
      data-presenting={presenting}
    >
      {!presenting && <TopBar />}
      <Banner />
      <main className={styles.dock}>
        <Docking />
      </main>
      <Imports />
      {!presenting && <RecordingBar />}
      {!presenting && <StatusLine />}
      <Toasts />
      <Palette />
      <KeySheet />
      <AddHost />
      <ExportDialog />
      <DangerDialog />
    </div>
  );
}

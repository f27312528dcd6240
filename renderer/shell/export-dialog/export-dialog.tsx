import { useEffect, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { currentSession, hasDesktop, isRecorded } from '../../store/selectors.ts';
import type { Export } from '../../store/state.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { bytesText, countOf } from '../../text/quantities.ts';
import { Action } from '../../widgets/action/action.tsx';
import { Dialog, DialogButtons } from '../../widgets/dialog/dialog.tsx';
import styles from './export-dialog.module.css';

/** Asks what the recording shall be exported to, and tells how that goes. */
export function ExportDialog() {
  const open = useStore((state) => state.overlay === 'export');
  const session = useStore(currentSession);
  const { openOverlay } = useActions();
  if (!open || !session || !isRecorded(session)) return null;
  return (
    <Dialog title="Export the recording" testId="export" onClose={() => openOverlay(undefined)}>
      <ExportForm session={session} onDone={() => openOverlay(undefined)} />
    </Dialog>
  );
}

function ExportForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const formats = useStore((state) => state.exportFormats) ?? [];
  const exporting = useStore((state) => state.exporting);
  const { loadExportFormats, exportRecording, stopExport } = useActions();
  const [chosen, setChosen] = useState<string>();
  const [operations, setOperations] = useState(false);
  const [name, setName] = useState('');
  const isAsked = useStore(hasDesktop);
  useEffect(() => void loadExportFormats(), [loadExportFormats]);
  const format = chosen ?? formats[0]?.name;
  const running = exporting !== undefined && exporting.result === undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (format && !running) void exportRecording(session.id, format, { operations, name: name.trim() });
      }}
    >
      <fieldset>
        <legend>Format</legend>
        {formats.map(({ name, title, ending }) => (
          <label key={name}>
            <input
              type="radio"
              name="format"
              data-first={name === format || undefined}
              checked={name === format}
              onChange={() => setChosen(name)}
            />
            {title} <code>{ending}</code>
          </label>
        ))}
      </fieldset>
      <label>
        <input type="checkbox" checked={operations} onChange={({ target }) => setOperations(target.checked)} />
        Every operation of a store loop, not only its totals
      </label>
      {!isAsked && (
        <label className={styles.name}>
          File name
          <input
            className="mono"
            value={name}
            placeholder={fileName(session.address)}
            spellCheck={false}
            onChange={({ target }) => setName(target.value)}
          />
          <code>{formats.find((one) => one.name === format)?.ending}</code>
        </label>
      )}
      {exporting && <HowItGoes exporting={exporting} />}
      <DialogButtons>
        <Action onClick={running ? () => void stopExport() : onDone}>{running ? 'Stop' : 'Close'}</Action>
        <Action type="submit" look="primary" reason={running ? 'An export is under way.' : undefined}>
          {isAsked ? 'Export …' : 'Export'}
        </Action>
      </DialogButtons>
    </form>
  );
}

const fileName = (address: string) => address.slice(address.lastIndexOf('/') + 1).replace(/\.mcap$/, '');

function HowItGoes({ exporting: { done, total, result } }: { readonly exporting: Export }) {
  if (!result)
    return (
      <p role="status" aria-busy="true">
        <progress value={done} max={Math.max(total, 1)} aria-label="Bytes read" /> {bytesText(done)} of{' '}
        {bytesText(total)}
      </p>
    );
  return (
    <p role="status" className={styles.result}>
      {countOf(result.requests, 'request')}, {bytesText(result.bytes)}: <code>{result.path}</code>
      {result.damage && <span> {result.damage.message}</span>}
    </p>
  );
}

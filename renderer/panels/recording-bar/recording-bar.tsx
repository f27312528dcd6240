import { Circle, FileOutput, GitCompare, History, RotateCw, Square, TriangleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Session } from '../../../electron/contract/app-contract.ts';
import { errorLine } from '../../../native-bridge/contract/errors.ts';
import { useDock } from '../../shell/window-context.ts';
import { currentSession, recordedFor } from '../../store/selectors.ts';
import { useActions, useStore } from '../../store/use-store.ts';
import { bytesText, clockText, countOf, dateText, durationText } from '../../text/quantities.ts';
import { shortAddress } from '../../text/short-address.ts';
import { Action } from '../../widgets/action/action.tsx';
import { useNow } from '../../widgets/use-now.ts';
import { PartOf, WritingState } from './about-file.tsx';
import { Notes } from './notes/notes.tsx';
import { Transport } from './player/transport.tsx';
import styles from './recording-bar.module.css';
import { Rotation } from './rotation.tsx';

/** What is being recorded, or, for a recording, what one is looking at. */
export function RecordingBar() {
  const session = useStore(currentSession);
  if (!session) return <Bar>No session, nothing to record.</Bar>;
  if (session.condition === 'recorded') return <Recorded session={session} />;
  return session.recording ? <Recording session={session} /> : <Idle session={session} />;
}

interface BarProps {
  readonly tint?: 'recorded' | 'recording';
  readonly children: React.ReactNode;
}

function Bar({ tint, children }: BarProps) {
  return (
    <section className={styles.bar} data-tint={tint} data-testid="recording-bar" aria-label="Recording">
      {children}
    </section>
  );
}

function Idle({ session }: { readonly session: Session }) {
  const { startRecording } = useActions();
  const reason = session.condition === 'live' ? undefined : 'The session has ended.';
  return (
    <Bar>
      <Action reason={reason} hint="Ctrl+E" onClick={() => void startRecording()}>
        <Circle className={styles.dot} /> Record
      </Action>
      <Rotation />
      <span className={styles.dim}>
        Not recorded. What is sent from now on is kept only until the session is closed.
      </span>
      <MarkForm reason={reason} />
    </Bar>
  );
}

function Recording({ session }: { readonly session: Session }) {
  const { stopRecording } = useActions();
  const now = useNow(1000);
  const { file, path, requests, bytes, error } = session.recording!;
  return (
    <Bar tint="recording">
      <Action hint="Ctrl+E" onClick={() => void stopRecording()}>
        <Square className={styles.dot} /> Stop
      </Action>
      <span className={styles.clock}>{clockText(recordedFor(session, now))}</span>
      <code title={path}>{file}</code>
      <span className={styles.dim}>
        {countOf(requests, 'request')}, {bytesText(bytes)}
      </span>
      {error && <Fault text={errorLine(error)} />}
      <MarkForm />
    </Bar>
  );
}

const MINUTE = 60_000_000_000n;

function Recorded({ session }: { readonly session: Session }) {
  return (
    <Bar tint="recorded">
      <div className={styles.about}>
        <About session={session} />
        <WhatToDo />
      </div>
      <Transport session={session} />
    </Bar>
  );
}

function About({ session }: { readonly session: Session }) {
  const { requests, errors, durationNs, startedAt, damage, address, indexing } = session;
  return (
    <>
      <History aria-hidden="true" />
      <strong>Recording</strong>
      <code title={address}>{shortAddress(address)}</code>
      <span>{dateText(startedAt)}</span>
      <span className={styles.clock}>{durationNs < MINUTE ? durationText(durationNs) : clockText(durationNs)}</span>
      <span>
        {countOf(requests, 'request')}, {errors > 0 ? `✕ ${countOf(errors, 'error')}` : 'no errors'}
      </span>
      <PartOf session={session} />
      {indexing && <Indexing {...indexing} />}
      <WritingState session={session} />
      {damage && <Fault text={damage.message.replace(`${address} is `, '')} all={errorLine(damage)} />}
    </>
  );
}

/** How far a recording without an index was read through. */
function Indexing({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <span className={styles.dim} data-testid="indexing">
      still being read: {bytesText(done)} of {bytesText(total)}
    </span>
  );
}

function WhatToDo() {
  const dock = useDock();
  const { openOverlay } = useActions();
  return (
    <span className={styles.todo}>
      <Notes />
      <Action look="plain" onClick={() => dock.show('send-again')}>
        <RotateCw /> Send again
      </Action>
      <Action look="plain" onClick={() => dock.show('compare')}>
        <GitCompare /> Compare
      </Action>
      <Action look="plain" onClick={() => openOverlay('export')}>
        <FileOutput /> Export
      </Action>
    </span>
  );
}

/** What is wrong, as far as there is room; with the next step on hover. */
function Fault({ text, all = text }: { readonly text: string; readonly all?: string }) {
  return (
    <span className={styles.fault} role="alert" title={all}>
      <TriangleAlert aria-hidden="true" /> <span>{text}</span>
    </span>
  );
}

/** A mark with a note, set at this moment. */
function MarkForm({ reason }: { readonly reason?: string }) {
  const [note, setNote] = useState('');
  const { mark } = useActions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) return;
    void mark(note.trim() || 'mark');
    setNote('');
  };
  return (
    <form className={styles.mark} onSubmit={submit}>
      <input
        data-role="mark"
        aria-label="Note of the mark"
        placeholder="Note of the mark (Ctrl+M)"
        maxLength={4096}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Action type="submit" reason={reason}>
        Mark
      </Action>
    </form>
  );
}

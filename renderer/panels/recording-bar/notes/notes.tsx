import { NotebookPen, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Note } from '../../../../electron/contract/recording-notes.ts';
import { currentView } from '../../../store/selectors.ts';
import { useActions, useStore } from '../../../store/use-store.ts';
import { countText, sessionTime } from '../../../text/quantities.ts';
import { Action } from '../../../widgets/action/action.tsx';
import styles from './notes.module.css';

/** What readers wrote to the recording: a button with their number, and the notes over the bar. */
export function Notes() {
  const [open, setOpen] = useState(false);
  const notes = useStore((state) => currentView(state).notes);
  const { loadNotes } = useActions();
  const button = useRef<HTMLSpanElement>(null);
  useEffect(() => void loadNotes(), [loadNotes]);
  const close = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    setOpen(false);
    button.current?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is inside
    <span className={styles.notes} ref={button} onKeyDown={close}>
      <Action
        look="plain"
        data-role="notes"
        hint="Ctrl+M"
        title="Notes to this recording"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <NotebookPen /> Notes{notes.length > 0 && ` ${countText(notes.length)}`}
      </Action>
      {open && <NoteList notes={notes} />}
    </span>
  );
}

function NoteList({ notes }: { readonly notes: readonly Note[] }) {
  return (
    <section className={styles.over} aria-label="Notes" data-testid="notes">
      <p className={styles.about}>Kept in a file beside the recording, which stays as it is.</p>
      {notes.length > 0 && (
        <ol className={styles.list}>
          {notes.map((note) => (
            <NoteLine key={note.id} note={note} />
          ))}
        </ol>
      )}
      <NewNote />
    </section>
  );
}

function NoteLine({ note }: { readonly note: Note }) {
  const [editing, setEditing] = useState(false);
  const { seek, changeNote, forgetNote } = useActions();
  const save = async (text: string) => (await changeNote(note, text)) && setEditing(false);
  if (editing)
    return (
      <li>
        <NoteForm first={note.text} label="Save" onSave={save} />
      </li>
    );
  return (
    <li>
      <button type="button" className={styles.place} title="Go there" onClick={() => void seek({ rows: note.row + 1 })}>
        {sessionTime(note.atNs)} s{note.row >= 0 && <span> #{countText(note.row)}</span>}
      </button>
      <span className={styles.text}>{note.text}</span>
      <Action look="plain" label="Change the note" onClick={() => setEditing(true)}>
        <Pencil />
      </Action>
      <Action look="plain" label="Take the note away" onClick={() => void forgetNote(note)}>
        <Trash2 />
      </Action>
    </li>
  );
}

/** A note to where the cursor is. */
function NewNote() {
  const { writeNote } = useActions();
  return <NoteForm first="" label="Note" placeholder="Note to where the cursor is" onSave={writeNote} />;
}

interface FormProps {
  readonly first: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly onSave: (text: string) => Promise<unknown>;
}

/** The text of a note; what was typed stays when it could not be written. */
function NoteForm({ first, label, placeholder, onSave }: FormProps) {
  const [text, setText] = useState(first);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const reason = text.trim() === '' ? 'Write something first.' : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason && (await onSave(text.trim()))) setText('');
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <input
        ref={input}
        aria-label="Text of the note"
        placeholder={placeholder}
        maxLength={4096}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Action type="submit" reason={reason}>
        {label}
      </Action>
    </form>
  );
}

import { type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { changeBetween } from './change.ts';
import type { Diagnostic } from './diagnostics.ts';
import { type EditorWiring, editorSetup } from './editor-setup.ts';
import type { Range } from './places.ts';
import styles from './text.module.css';

export interface TextEditorProps extends EditorWiring {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly onText: (text: string) => void;
  /** The cursor was put somewhere in the text. */
  readonly onPlace: (offset: number) => void;
  /** A place to be brought into sight, whenever it becomes another object. */
  readonly reveal?: Range;
}

/** Changes that come from the draft are not told back to it. */
const fromDraft = Annotation.define<boolean>();

/** A text editor whose text is the owner's: what is typed is told, what the owner changes is put in place, the cursor stays where it was. */
export function TextEditor(props: TextEditorProps) {
  const { text, diagnostics, reveal } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const told = EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
      const isOwn = !transactions.some((one) => one.annotation(fromDraft));
      if (docChanged && isOwn) latest.current.onText(state.doc.toString());
      if ((selectionSet || docChanged) && isOwn) latest.current.onPlace(state.selection.main.head);
    });
    const wiring = editorSetup({
      label: latest.current.label,
      names: () => latest.current.names(),
      undo: () => latest.current.undo(),
      redo: () => latest.current.redo(),
    });
    const state = EditorState.create({ doc: latest.current.text, extensions: [wiring, told] });
    view.current = new EditorView({ state, parent: place.current! });
    return () => view.current?.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current!;
    const change = changeBetween(editor.state.doc.toString(), text);
    if (!change) return;
    const { at: from, removed, inserted: insert } = change;
    editor.dispatch({ changes: { from, to: from + removed.length, insert }, annotations: fromDraft.of(true) });
  }, [text]);

  useEffect(() => {
    const editor = view.current!;
    const marks: Mark[] = diagnostics.filter(({ to }) => to <= editor.state.doc.length).map((mark) => ({ ...mark }));
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [diagnostics]);

  useEffect(() => {
    const editor = view.current!;
    if (!reveal || reveal.to > editor.state.doc.length) return;
    editor.dispatch({
      selection: { anchor: reveal.from },
      effects: EditorView.scrollIntoView(reveal.from, { y: 'center' }),
      annotations: fromDraft.of(true),
    });
  }, [reveal]);

  return <div ref={place} className={styles.editor} data-testid="program-text" />;
}

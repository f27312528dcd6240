import { json } from '@codemirror/lang-json';
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import styles from './text.module.css';
import { theme } from './theme.ts';

/** Two texts of one file side by side, with their differences marked. */
export default function CompareText({ mine, theirs }: { readonly mine: string; readonly theirs: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const extensions = [lineNumbers(), json(), EditorState.readOnly.of(true), EditorView.editable.of(false), theme];
    const view = new MergeView({
      a: { doc: mine, extensions },
      b: { doc: theirs, extensions },
      parent: place.current!,
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [mine, theirs]);
  return (
    <div className={styles.compare} data-testid="compare-text">
      <header>
        <span>Mine</span>
        <span>On the disk</span>
      </header>
      <div ref={place} />
    </div>
  );
}

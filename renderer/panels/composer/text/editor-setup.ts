import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';
import { completionsAt, type Names, worthAt } from './completions.ts';
import { meaningAt } from './language.ts';
import { theme } from './theme.ts';

export interface EditorWiring {
  readonly label: string;
  readonly names: () => Names;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Set a mark is a key of the window; Tab leaves the editor here anyway. */
const KEYS = defaultKeymap.filter(({ key }) => key !== 'Ctrl-m');

/** A JSON editor for programs. Undo and redo are the draft's own: one history for cards and text. */
export function editorSetup({ label, names, undo, redo }: EditorWiring): Extension {
  const does = (act: () => void) => () => {
    act();
    return true;
  };
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    drawSelection(),
    rectangularSelection(),
    crosshairCursor(),
    EditorState.allowMultipleSelections.of(true),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    json(),
    EditorView.lineWrapping,
    autocompletion({ override: [(context) => completionsAt(context, names())], icons: false }),
    hoverTooltip((view, pos) => tooltipAt(view, pos, names())),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    keymap.of([
      { key: 'Mod-z', run: does(undo) },
      { key: 'Mod-Shift-z', run: does(redo) },
      { key: 'Mod-y', run: does(redo) },
      ...closeBracketsKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...KEYS,
    ]),
    theme,
  ];
}

async function tooltipAt(view: EditorView, pos: number, names: Names) {
  const text = view.state.doc.toString();
  const worth = worthAt(text, pos, names);
  const lines = [worth?.text, await meaningAt(text, pos)].filter((line) => line !== undefined);
  if (lines.length === 0) return null;
  const dom = document.createElement('div');
  dom.textContent = lines.join('\n');
  return { pos: worth?.from ?? pos, end: worth?.to, create: () => ({ dom }) };
}

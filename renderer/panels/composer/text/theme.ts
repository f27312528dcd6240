import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The look of the text, from the tokens of the product: one theme for dark and light. */

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--text)', fontSize: 'var(--size-small)' },
  '&.cm-focused': { outline: '1px solid var(--line-strong)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '.cm-content': { caretColor: 'var(--text)', padding: '4px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--bg-selected)',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--bg-panel)',
    color: 'var(--text-faint)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--bg-hover)' },
  '.cm-activeLineGutter': { color: 'var(--text)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--text-dim)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bg-error)', outline: '1px solid var(--error)' },
  '.cm-searchMatch': { backgroundColor: 'var(--bg-warning)', outline: '1px solid var(--warning)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--bg-selected)', outline: '1px solid var(--accent)' },
  '.cm-foldPlaceholder': { background: 'var(--bg-control)', border: '1px solid var(--line)', color: 'var(--text-dim)' },
  '.cm-panels': { backgroundColor: 'var(--bg-header)', color: 'var(--text)', fontFamily: 'var(--font-ui)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '4px 24px 4px 8px' },
  '.cm-textfield': {
    backgroundColor: 'var(--bg-control)',
    border: '1px solid var(--line)',
    color: 'var(--text)',
    fontSize: 'inherit',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--bg-control)',
    border: '1px solid var(--line)',
    color: 'var(--text)',
    fontSize: 'inherit',
  },
  '.cm-panel.cm-search [name=close], .cm-panel.cm-panel-lint [name=close]': { color: 'var(--text)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--bg-header)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-small)',
    maxWidth: '60ch',
  },
  '.cm-tooltip-hover > *': { padding: '4px 8px', whiteSpace: 'pre-line' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '20em' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--bg-selected)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--text-dim)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-tooltip.cm-completionInfo': { padding: '4px 8px', whiteSpace: 'pre-line' },
  '.cm-diagnostic': { padding: '4px 8px', whiteSpace: 'pre-line' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--error)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warning)' },
  '.cm-lint-marker-error, .cm-lint-marker-warning': { content: 'normal', lineHeight: '18px', textAlign: 'center' },
  '.cm-lint-marker-error::before': { content: '"✕"', color: 'var(--error)' },
  '.cm-lint-marker-warning::before': { content: '"▲"', color: 'var(--warning)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--error)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warning)',
    textUnderlineOffset: '3px',
  },
  '.cm-stepAtHand': { boxShadow: 'inset 3px 0 0 var(--accent)' },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--recorded)' },
  { tag: tags.string, color: 'var(--text)' },
  { tag: tags.number, color: 'var(--valid)' },
  { tag: [tags.bool, tags.null], color: 'var(--warning)' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--text-dim)' },
  { tag: tags.invalid, color: 'var(--error)' },
]);

export const theme = [look, syntaxHighlighting(colours)];

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is drawn over a window. */
export interface Drawing {
  /** The menu bar, where it has one. */
  readonly bar?: string;
  /** What lies over the window. */
  readonly over: string;
}

/** The window that is drawn over: its title, what it shows as a PNG image in base64, and its width in CSS pixels. */
export interface Backdrop {
  readonly title: string;
  readonly image: string;
  readonly width: number;
  readonly isDark: boolean;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/** The function that a drawing calls with its answer. */
export const ANSWER = 'standinAnswer';

/** Attributes of an element that ends the drawing with `answer`, an expression, when it is clicked. */
export const answers = (answer: string): string => `onclick="${ANSWER}(${escaped(answer)})"`;

/** A page that shows a desktop window with a drawing over it. Styles lie beside the built program. */
export const sheet = (
  { bar = '', over }: Drawing,
  { title, image, width, isDark }: Backdrop,
): string => `<!doctype html>
<html data-theme="${isDark ? 'dark' : 'light'}"><meta charset="utf-8"><title>drawing</title>
<style>${readFileSync(join(__dirname, 'sheet.css'), 'utf8')}</style>
<div class="window" style="width:${width}px">
  <div class="title">${escaped(title)}<span>− □ ×</span></div>
  ${bar}
  <div class="content"><img src="data:image/png;base64,${image}" width="${width}">${over}</div>
</div></html>`;

import type { Program } from '../../../electron/contract/program.ts';
import { parseProgram } from '../../../electron/contract/programs/parse.ts';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';

/** A program as text and back, with errors that say where. */

export const programText = (program: Program) => JSON.stringify(program, undefined, 2);

export type Parsed =
  | { readonly program: Program }
  /** `line` counts from 1, where it is known. */
  | { readonly problem: string; readonly line?: number };

/** Line of the text in which the value at `path` (`steps[2].steps[0].offset`) begins, found by counting steps; undefined if it is not there. */
export function lineOf(text: string, path: string): number | undefined {
  const [, ...indexes] = path.match(/steps\[(\d+)\]/g) ? ['', ...path.matchAll(/steps\[(\d+)\]/g)] : [''];
  let at = 0;
  for (const [, index] of indexes as RegExpMatchArray[]) {
    const list = text.indexOf('"steps"', at);
    at = list < 0 ? -1 : elementStart(text, text.indexOf('[', list) + 1, Number(index));
    if (at < 0) return undefined;
  }
  return indexes.length === 0 ? undefined : text.slice(0, at).split('\n').length;
}

/** Where the element with this index begins in a JSON array whose first character is at `from`; -1 when the array is shorter. */
function elementStart(text: string, from: number, index: number): number {
  let depth = 0;
  let left = index;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"' && text[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (depth === 0 && character === '{' && left === 0) return at;
    if ('{['.includes(character)) depth++;
    if ('}]'.includes(character) && --depth < 0) return -1;
    if (depth === 0 && character === ',') left--;
  }
  return -1;
}

/** Line a JSON syntax error points at: engines name a line, or a position. */
function syntaxLine(text: string, message: string): number | undefined {
  const line = /line (\d+)/.exec(message)?.[1];
  const position = /position (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}

/** The program in the text, or what is wrong with it and in which line. */
export function parseText(text: string): Parsed {
  try {
    return { program: parseProgram(text, 'program') };
  } catch (thrown) {
    const { message } = errorInfo(thrown);
    return { problem: message, line: syntaxLine(text, message) ?? lineOf(text, message) };
  }
}

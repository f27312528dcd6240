import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete';
import { getLocation } from 'jsonc-parser';
import { bothBases } from '../../../widgets/number-field/number-text.ts';
import { type Suggestion, suggestionsAt } from './language.ts';

/** What the program itself and the function it is for have names for. */
export interface Names {
  readonly variables: ReadonlyMap<string, bigint | undefined>;
  readonly buffers: readonly string[];
  readonly functions: readonly string[];
}

const valueText = (value: bigint | undefined) =>
  value === undefined ? 'known when the program runs' : bothBases(value);

/** Completions of a place: variables after `$`, names of buffers and functions, and what the schema knows. */
export async function completionsAt(context: CompletionContext, names: Names): Promise<CompletionResult | null> {
  const variable = context.matchBefore(/\$\w*/);
  if (variable) return { from: variable.from, options: variableOptions(names), validFor: /^\$\w*$/ };
  const text = context.state.doc.toString();
  const own = nameOptions(getLocation(text, context.pos).path, names);
  const word = context.matchBefore(/[\w."$-]+/);
  if (!word && !context.explicit && own.length === 0) return null;
  const found = await suggestionsAt(text, context.pos);
  const from = found[0]?.from ?? word?.from ?? context.pos;
  const typed = text.slice(from, context.pos).replace(/^"/, '').toLowerCase();
  const options = [...own, ...found.map(asCompletion)].filter(({ label }) => label.toLowerCase().includes(typed));
  return options.length > 0 ? { from, to: found[0]?.to, options, filter: false } : null;
}

const variableOptions = ({ variables }: Names): Completion[] =>
  [...variables].map(([name, value]) => ({ label: `$${name}`, detail: valueText(value), type: 'variable' }));

function nameOptions(path: readonly (string | number)[], { buffers, functions }: Names): Completion[] {
  const known = path.at(-1) === 'buffer' ? buffers : path.at(-1) === 'on' ? functions : [];
  return known.map((name) => ({ label: JSON.stringify(name), type: 'variable', boost: 10 }));
}

function asCompletion({ label, insert, detail, isProperty }: Suggestion): Completion {
  const type = isProperty ? 'property' : 'enum';
  return snippetCompletion(asTemplate(insert), {
    label,
    ...(detail && { info: detail }),
    type,
  });
}

/** A snippet of the language service in the library's own notation. */
const asTemplate = (snippet: string): string =>
  snippet
    .replaceAll(/\$\{(\d+):([^}]*)\}/g, (_, index, text) => `#{${index}:${text}}`)
    .replaceAll(/\$(\d+)/g, (_, index) => `#{${index}}`)
    .replaceAll(/\\([$}\\])/g, '$1');

const WORD = /[$\w]/;

/** The text and the range of the word at a place: `$token`, `0x1_0000`. */
function wordAt(text: string, offset: number): { readonly word: string; readonly from: number; readonly to: number } {
  let from = offset;
  let to = offset;
  while (from > 0 && WORD.test(text[from - 1]!)) from--;
  while (to < text.length && WORD.test(text[to]!)) to++;
  return { word: text.slice(from, to), from, to };
}

/** What a variable or number at a place is worth. */
export function worthAt(text: string, offset: number, { variables }: Names) {
  const { word, from, to } = wordAt(text, offset);
  const name = word.startsWith('$') ? word.slice(1) : undefined;
  if (name !== undefined)
    return {
      from,
      to,
      text: variables.has(name) ? `$${name} = ${valueText(variables.get(name))}` : `$${name} is not declared.`,
    };
  if (/^(0x[0-9a-f_]+|\d[\d_]*)$/i.test(word)) return { from, to, text: bothBases(BigInt(word.replaceAll('_', ''))) };
  return undefined;
}

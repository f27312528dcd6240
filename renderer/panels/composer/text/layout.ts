import type { Node } from 'jsonc-parser';

/** How the things inside an object or array are written: one under the other, or in one line. */
export interface Layout {
  /** One step of indentation. */
  readonly unit: string;
  /** In front of each thing that stands on a line of its own. */
  readonly indent: string;
  /** They stand in one line. */
  readonly inline: boolean;
  /** New objects and lists among them are written in one line, as their neighbours are. */
  readonly inlineItems?: boolean;
  /** No blanks stand between them: `{"a":1,"b":2}`. */
  readonly isTight?: boolean;
}

/** The layout inside `node`; an empty one takes after what is `around` it. */
export function layoutOf(text: string, node: Node, around: Layout): Layout {
  const { unit } = around;
  const [first] = node.children ?? [];
  if (!first) return { unit, indent: around.indent + unit, inline: around.inline || Boolean(around.inlineItems) };
  const lead = text.slice(node.offset + 1, first.offset);
  const inline = !lead.includes('\n');
  const indent = inline ? around.indent : lead.slice(lead.lastIndexOf('\n') + 1);
  const neighbour = node
    .children!.map(valueIn)
    .filter(({ children }) => children && children.length > 0)
    .map(({ offset, length }) => text.slice(offset, offset + length))
    .find((item) => !item.includes('\n'));
  return { unit, indent, inline, ...(neighbour && { inlineItems: true, isTight: /":\S/.test(neighbour) }) };
}

const valueIn = (node: Node): Node => (node.type === 'property' ? node.children![1]! : node);

/** A value written anew, inside `layout`. */
export function rendered(value: unknown, { unit, indent, inline, inlineItems, isTight }: Layout): string {
  if (inline || inlineItems) return oneLine(value, isTight ? '' : ' ');
  return (JSON.stringify(value, undefined, unit) ?? 'null').replaceAll('\n', `\n${indent}`);
}

function oneLine(value: unknown, blank: string): string {
  if (Array.isArray(value)) return `[${value.map((inner) => oneLine(inner, blank)).join(`,${blank}`)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const properties = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => `${JSON.stringify(name)}:${blank}${oneLine(inner, blank)}`);
  return `{${properties.join(`,${blank}`)}}`;
}

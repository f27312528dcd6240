import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Layout, layoutOf, rendered } from './layout.ts';
import { isSame, matched } from './matching.ts';

/**
 * The JSON text that says `value`, changed from `text` as little as possible: what stays the same keeps its spelling, its order and its
 * lines; what is new is written like its neighbours. Text that is not JSON is written anew.
 */
export function retold(text: string, value: unknown): string {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  if (!root || errors.length > 0) return writtenAnew(value);
  const told = new Teller(text).tell(root, value, {
    unit: unitOf(text),
    indent: '',
    inline: !text.trim().includes('\n'),
  });
  return text.slice(0, root.offset) + told + text.slice(root.offset + root.length);
}

/** How a program is written that has no text yet. */
export const writtenAnew = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const unitOf = (text: string) => /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';

/** A property or an element: as it was, changed, or new. */
interface Piece {
  readonly text: string;
  /** Its index before. */
  readonly was?: number;
}

class Teller {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  tell(node: Node, value: unknown, around: Layout): string {
    if (node.type === 'object' && isObject(value) && hasDistinctKeys(node)) return this.#object(node, value, around);
    if (node.type === 'array' && Array.isArray(value)) return this.#array(node, value, around);
    const old = this.#slice(node);
    return isSame(JSON.parse(old), value) ? old : rendered(value, around);
  }

  #object(node: Node, value: Record<string, unknown>, around: Layout): string {
    const properties = node.children ?? [];
    const layout = layoutOf(this.#text, node, around);
    const known = new Map(properties.map((property, index) => [keyName(property), index]));
    const kept = properties.flatMap((property, was) => {
      const wanted = ownValue(value, keyName(property));
      return wanted === undefined ? [] : [{ was, text: this.#property(property, wanted, layout) }];
    });
    const pieces: Piece[] = kept;
    let before = -1;
    for (const [name, wanted] of Object.entries(value)) {
      if (wanted === undefined) continue;
      const index = known.get(name);
      const at = index === undefined ? before + 1 : pieces.findIndex(({ was }) => was === index);
      if (index === undefined) pieces.splice(at, 0, { text: `${JSON.stringify(name)}: ${rendered(wanted, layout)}` });
      before = at;
    }
    return this.#joined(node, pieces, layout, around);
  }

  #property({ offset, children }: Node, wanted: unknown, layout: Layout): string {
    const value = children![1]!;
    return this.#text.slice(offset, value.offset) + this.tell(value, wanted, layout);
  }

  #array(node: Node, values: readonly unknown[], around: Layout): string {
    const elements = node.children ?? [];
    const layout = layoutOf(this.#text, node, around);
    const before = elements.map((element) => JSON.parse(this.#slice(element)));
    const pieces = matched(before, values).map(({ was, isEqual, like, value }): Piece => {
      if (was !== undefined && isEqual) return { was, text: this.#slice(elements[was]!) };
      if (was !== undefined) return { was, text: this.tell(elements[was]!, value, layout) };
      return { text: like === undefined ? rendered(value, layout) : this.#slice(elements[like]!) };
    });
    return this.#joined(node, pieces, layout, around);
  }

  /** The pieces between the brackets of the node. What stood side by side keeps what stood between it. */
  #joined(node: Node, pieces: readonly Piece[], layout: Layout, around: Layout): string {
    const old = node.children ?? [];
    const [open, close] = node.type === 'object' ? ['{', '}'] : ['[', ']'];
    if (pieces.length === 0) return old.length === 0 ? this.#slice(node) : open + close;
    const start = node.offset + 1;
    const end = node.offset + node.length - 1;
    const first = old.length > 0 ? this.#text.slice(start, old[0]!.offset) : layout.inline ? '' : `\n${layout.indent}`;
    const last = old.length > 0 ? this.#text.slice(endOf(old.at(-1)!), end) : layout.inline ? '' : `\n${around.indent}`;
    const joined = pieces.reduce((text, { text: piece }, index) => {
      return index === 0 ? piece : text + this.#between(old, pieces[index - 1]!, pieces[index]!, layout) + piece;
    }, '');
    return open + first + joined + last + close;
  }

  #between(old: readonly Node[], left: Piece, right: Piece, layout: Layout): string {
    const at = right.was !== undefined && right.was > 0 ? right.was : left.was !== undefined ? left.was + 1 : 1;
    const [a, b] = [old[at - 1], old[at]];
    if (a && b) return this.#text.slice(endOf(a), b.offset);
    return old.length > 1
      ? this.#text.slice(endOf(old[0]!), old[1]!.offset)
      : layout.inline
        ? ', '
        : `,\n${layout.indent}`;
  }

  #slice({ offset, length }: Node): string {
    return this.#text.slice(offset, offset + length);
  }
}

const endOf = ({ offset, length }: Node) => offset + length;
const keyName = (property: Node): string => property.children![0]!.value;
const ownValue = (value: Record<string, unknown>, name: string) =>
  Object.hasOwn(value, name) ? value[name] : undefined;
const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const hasDistinctKeys = ({ children = [] }: Node) => new Set(children.map(keyName)).size === children.length;

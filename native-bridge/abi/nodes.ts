import { readField } from './field.ts';
import { listCount, placed } from './place.ts';
import { bytesText, fieldText, sizeText } from './text.ts';
import type { ByteOrder, FieldSpec, FieldValue, Layout, ListSpec, NodeKind, TreeNode } from './types.ts';

/** Tree lines of a layout: every byte between `from` and `end` belongs to exactly one field, padding or opaque line. */

/** Where a structure's nodes go: `base` is its first byte, `from` the first byte not covered yet, `end` the first byte beyond it. */
export interface Span {
  readonly base: number;
  readonly from?: number;
  readonly end: number;
  /** Path of the parent node; children append their names. */
  readonly id: string;
}

/** Nodes of the layout's fields and list inside the span, and of the bytes no field claims. */
export function fieldNodes(layout: Layout, bytes: Uint8Array, order: ByteOrder, span: Span): TreeNode[] {
  const { base, end, id, from = base } = span;
  const values: Record<string, FieldValue> = {};
  const nodes: TreeNode[] = [];
  for (const field of layout.fields) {
    const place = placed(field, base, end, values);
    if (!place) continue;
    const value = readField(field, bytes, place.at, place.length, order);
    values[field.name] = value;
    if (place.length > 0 && place.at >= from) nodes.push(fieldNode(layout, field, order, place, value, id));
  }
  const count = layout.list ? listCount(layout.list, base, end, values) : 0;
  if (layout.list && count > 0) nodes.push(listNode(layout.list, bytes, order, span, count));
  return withGaps(nodes, bytes, id, from, end);
}

function fieldNode(
  layout: Layout,
  field: FieldSpec,
  order: ByteOrder,
  place: { readonly at: number; readonly length: number },
  value: FieldValue,
  id: string,
): TreeNode {
  return {
    id: `${id}/${field.name}`,
    name: field.reserved ? 'reserved' : field.name,
    kind: field.reserved ? 'padding' : 'field',
    offset: place.at,
    length: place.length,
    type: field.type,
    byteOrder: field.byteOrder ?? order,
    value,
    text: fieldText(field, value),
    doc: field.doc,
    source: layout.source,
  };
}

function listNode(list: ListSpec, bytes: Uint8Array, order: ByteOrder, span: Span, count: number): TreeNode {
  const id = `${span.id}/${list.name}`;
  const start = span.base + list.offset;
  const children = Array.from({ length: count }, (_, index) => elementNode(list, bytes, order, start, index, id));
  const length = count * list.element.size;
  return { id, name: list.name, kind: 'group', offset: start, length, text: `${count}`, children };
}

function elementNode(
  { element, ordered }: ListSpec,
  bytes: Uint8Array,
  order: ByteOrder,
  start: number,
  index: number,
  listId: string,
): TreeNode {
  const offset = start + index * element.size;
  const id = `${listId}/${index}`;
  const children = fieldNodes(element, bytes, order, { base: offset, end: offset + element.size, id });
  const text = children.map((child) => child.text).join(ordered ? ' – ' : ', ');
  return { id, name: `${index}`, kind: 'group', offset, length: element.size, text, children };
}

/** The nodes in byte order, with lines for the bytes of [from, end) that none of them covers. */
export function withGaps(
  nodes: readonly TreeNode[],
  bytes: Uint8Array,
  id: string,
  from = 0,
  end = bytes.length,
): TreeNode[] {
  const filled: TreeNode[] = [];
  let covered = from;
  for (const node of [...nodes].sort((a, b) => a.offset - b.offset)) {
    if (node.offset > covered) filled.push(restNode(bytes, covered, node.offset, id));
    filled.push(node);
    covered = Math.max(covered, node.offset + node.length);
  }
  if (covered < end) filled.push(restNode(bytes, covered, end, id));
  return filled;
}

/** Bytes no field claims: padding when all zero, otherwise kept and shown as they are. */
function restNode(bytes: Uint8Array, from: number, to: number, id: string): TreeNode {
  const rest = bytes.subarray(from, to);
  const kind: NodeKind = rest.every((byte) => byte === 0) ? 'padding' : 'opaque';
  return {
    id: `${id}/${kind}@${from}`,
    name: kind,
    kind,
    offset: from,
    length: to - from,
    text: kind === 'padding' ? `zero, ${sizeText(BigInt(to - from))}` : bytesText(rest),
  };
}

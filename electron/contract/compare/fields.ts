import { decode, type StructureKind } from '../../../native-bridge/abi/decode.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { ByteOrder, TreeNode } from '../../../native-bridge/abi/types.ts';
import type { Ignored } from './ignore.ts';
import type { Difference } from './messages.ts';

/** Bytes of one side, and how they are read. */
export interface Side {
  readonly bytes: Uint8Array;
  readonly byteOrder?: ByteOrder;
}

/** Bytes that are equal between two runs of different ones, at most, for them to be one difference. */
const JOIN = 4;
/** Bytes of a run that are shown. */
const SHOWN = 32;

/** Bytes of a structure from one place on and up to another. */
export interface Part {
  readonly from: number;
  readonly to: number;
}
const WHOLE: Part = { from: 0, to: Number.POSITIVE_INFINITY };

const EMPTY: Side = { bytes: new Uint8Array() };

/** Differences of plain bytes: runs of them, `data[12..15]`; `base` is what the first byte is counted as. */
export function byteDifferences(name: string, left: Uint8Array, right: Uint8Array, base = 0): Difference[] {
  return runs(left, right).map(([from, to]) => ({
    what: 'bytes',
    field: `${name}[${from + base === to + base - 1 ? from + base : `${from + base}..${to + base - 1}`}]`,
    left: shown(left.subarray(from, to)),
    right: shown(right.subarray(from, to)),
  }));
}

/**
 * Differences of a structure, field by field; bytes that no field claims are compared as they are. Only bytes of the `part` are compared,
 * ends excluded: those around it are there to make sense of them. A number that is the same in either byte order is no difference.
 */
export function fieldDifferences(
  name: string,
  kind: StructureKind,
  left: Side = EMPTY,
  right: Side = EMPTY,
  ignored: Ignored,
  part: Part = WHOLE,
): Difference[] {
  return paired(leavesOf(kind, left), leavesOf(kind, right)).flatMap(([one, other]) => {
    const { id } = (one ?? other)!;
    const last = lastOf(id);
    if (ignored.field(last, kind)) return [];
    const [before, after] = [bytesOf(left, one, part), bytesOf(right, other, part)];
    if (equal(before, after)) return [];
    const texts = [textOf(one, before), textOf(other, after)] as const;
    if (left.byteOrder !== right.byteOrder && texts[0] === texts[1]) return [];
    const field = `${name}.${id.split('/').slice(1).join('.')}`;
    return [{ what: 'bytes', field, left: texts[0], right: texts[1] }];
  });
}

/** Lines of the tree that have no others below them, by id. */
function leavesOf(kind: StructureKind, { bytes, byteOrder }: Side): Map<string, TreeNode> {
  const leaves = new Map<string, TreeNode>();
  const collect = (node: TreeNode) => {
    for (const child of node.children ?? []) collect(child);
    if (!node.children?.length && node.length > 0) leaves.set(node.id, node);
  };
  if (bytes.length > 0) collect(decode(kind, bytes, { byteOrder }).tree);
  return leaves;
}

type Leaves = ReadonlyMap<string, TreeNode>;

/** Lines that are the same field: of one id, or of one name in one place, as where the kind of a header gives all of it other ids. */
function paired(left: Leaves, right: Leaves): [TreeNode | undefined, TreeNode | undefined][] {
  const place = ({ id, offset }: TreeNode) => `${lastOf(id)} ${offset}`;
  const onlyRight = [...right.values()].filter(({ id }) => !left.has(id));
  const byPlace = new Map(onlyRight.map((node) => [place(node), node]));
  const alone = new Set(onlyRight);
  const pairs = [...left.values()].map((node): [TreeNode, TreeNode | undefined] => {
    const other = right.get(node.id) ?? byPlace.get(place(node));
    byPlace.delete(place(node));
    if (other) alone.delete(other);
    return [node, other];
  });
  return [...pairs, ...[...alone].map((node): [undefined, TreeNode] => [undefined, node])];
}

const lastOf = (id: string) => id.slice(id.lastIndexOf('/') + 1);

function bytesOf({ bytes }: Side, node: TreeNode | undefined, { from, to }: Part): Uint8Array {
  const [first, end] = node ? [Math.max(node.offset, from), Math.min(node.offset + node.length, to)] : [0, 0];
  return bytes.subarray(first, Math.max(first, end));
}
const textOf = (node: TreeNode | undefined, bytes: Uint8Array) =>
  bytes.length > 0 && node?.kind === 'field' && node.text !== undefined ? node.text : shown(bytes);

export const equal = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

const shown = (bytes: Uint8Array) => (bytes.length > SHOWN ? `${toHex(bytes.subarray(0, SHOWN))}…` : toHex(bytes));

/** Where bytes differ, `[from, to)`; what only one side has is different. */
function runs(left: Uint8Array, right: Uint8Array): [number, number][] {
  const found: [number, number][] = [];
  const end = Math.max(left.length, right.length);
  for (let at = 0; at < end; at++) {
    if (left[at] === right[at]) continue;
    const last = found.at(-1);
    if (last && at - last[1] < JOIN) last[1] = at + 1;
    else found.push([at, at + 1]);
  }
  return found;
}

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
 * Differences of a structure, field by field; bytes that no field claims are compared as they are. `from`: bytes before it are only there
 * to make sense of the others.
 */
export function fieldDifferences(
  name: string,
  kind: StructureKind,
  left: Side = EMPTY,
  right: Side = EMPTY,
  ignored: Ignored,
  from = 0,
): Difference[] {
  const leaves = [leavesOf(kind, left), leavesOf(kind, right)] as const;
  const ids = new Set([...leaves[0].keys(), ...leaves[1].keys()]);
  return [...ids].flatMap((id) => {
    const [one, other] = [leaves[0].get(id), leaves[1].get(id)];
    const last = id.slice(id.lastIndexOf('/') + 1);
    if (ignored.field(last, kind) || endOf(one ?? other!) <= from) return [];
    const [before, after] = [bytesOf(left, one), bytesOf(right, other)];
    if (equal(before, after)) return [];
    const field = `${name}.${id.split('/').slice(1).join('.')}`;
    return [{ what: 'bytes', field, left: textOf(one, before), right: textOf(other, after) }];
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

const endOf = ({ offset, length }: TreeNode) => offset + length;
const bytesOf = ({ bytes }: Side, node: TreeNode | undefined) =>
  node ? bytes.subarray(node.offset, endOf(node)) : new Uint8Array();
const textOf = (node: TreeNode | undefined, bytes: Uint8Array) =>
  node && node.kind === 'field' && node.text !== undefined ? node.text : shown(bytes);

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

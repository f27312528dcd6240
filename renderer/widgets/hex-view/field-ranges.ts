import type { TreeNode } from '../../../native-bridge/abi/types.ts';

/** A field's bytes, flat and in order, for tinting and hovering. */
export interface FieldRange {
  readonly id: string;
  readonly name: string;
  readonly text?: string;
  readonly offset: number;
  readonly length: number;
}

/** The leaves of a tree that own bytes, sorted by offset. Flag bits share their word's bytes and are left to the word. */
export function fieldRanges(tree: TreeNode): readonly FieldRange[] {
  const ranges: FieldRange[] = [];
  const visit = (node: TreeNode) => {
    const parts = (node.children ?? []).filter((child) => child.length > 0);
    if (isWhole(node, parts)) ranges.push(node);
    else for (const part of parts) visit(part);
  };
  visit(tree);
  return ranges.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

const isWhole = (node: TreeNode, parts: readonly TreeNode[]) =>
  node.length > 0 && (parts.length === 0 || (node.kind === 'field' && parts.every((part) => sameBytes(part, node))));

const sameBytes = (a: TreeNode, b: TreeNode) => a.offset === b.offset && a.length === b.length;

/** Index of the range that covers `offset`, or -1. Binary search: megabytes of fields stay quick. */
export function rangeAt(ranges: readonly FieldRange[], offset: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle]!;
    if (offset < range.offset) high = middle - 1;
    else if (offset >= range.offset + range.length) low = middle + 1;
    else return middle;
  }
  return -1;
}

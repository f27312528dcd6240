import type { TreeNode } from '../types.ts';

/** All nodes of a tree, parents before children. */
export function flatten(node: TreeNode): TreeNode[] {
  return [node, ...(node.children ?? []).flatMap(flatten)];
}

/** Offsets in [0, size) that no childless node covers. */
export function uncovered(tree: TreeNode, size: number): number[] {
  const seen = new Uint8Array(size);
  for (const { offset, length, children } of flatten(tree))
    if (!children?.length) seen.fill(1, offset, offset + length);
  return [...seen.keys()].filter((at) => !seen[at]);
}

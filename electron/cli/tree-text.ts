import type { Decoded, TreeNode } from '../../native-bridge/abi/types.ts';

/** A decoded tree as lines: byte offsets on the left, names indented, values on the right. Diagnostics follow. */
export function treeLines(decoded: Decoded): string[] {
  const diagnostics = decoded.diagnostics.map(
    ({ code, offset, message }) => `  ! ${code}${offset === undefined ? '' : ` @${offset}`}: ${message}`,
  );
  return [...(decoded.tree.children ?? []).flatMap((node) => nodeLines(node, 1)), ...diagnostics];
}

function nodeLines(node: TreeNode, depth: number): string[] {
  if (node.kind === 'padding') return [];
  const offset = `@${node.offset}`.padStart(6);
  const text = node.text === undefined ? '' : `  ${node.text}`;
  const line = `${offset} ${'  '.repeat(depth)}${node.name}${text}`;
  return [line, ...(node.children ?? []).flatMap((child) => nodeLines(child, depth + 1))];
}

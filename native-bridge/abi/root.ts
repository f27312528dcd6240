import { diagnostic } from './diagnostics.ts';
import { withGaps } from './nodes.ts';
import type { ByteOrder, Decoded, Layout, TreeNode } from './types.ts';

/** The tree's top line; bytes that no node claims get lines of their own. */
export const rootNode = (layout: Layout, bytes: Uint8Array, nodes: readonly TreeNode[]): TreeNode => ({
  id: layout.name,
  name: layout.name,
  kind: 'struct',
  offset: 0,
  length: bytes.length,
  text: `${bytes.length} bytes`,
  source: layout.source,
  children: withGaps(nodes, bytes, layout.name),
});

/** The answer for fewer bytes than mean anything: nothing decoded, every byte kept. */
export function shortStructure(layout: Layout, bytes: Uint8Array, byteOrder: ByteOrder, minimum: number): Decoded {
  const message = `${layout.name} needs at least ${minimum} bytes, ${bytes.length} are there`;
  return {
    name: layout.name,
    byteOrder,
    size: bytes.length,
    header: {},
    caps: [],
    diagnostics: [diagnostic('short-fixed', 0, message)],
    tree: rootNode(layout, bytes, []),
  };
}

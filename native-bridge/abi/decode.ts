import { probeByteOrder } from './byte-order.ts';
import { decodeChain, NO_CHAIN } from './chain-decode.ts';
import { contentDiagnostics } from './diagnostics.ts';
import { type Chain, type Dialect, type LayoutKind, layoutKinds, structureOf } from './kinds.ts';
import { decodeFields } from './layout.ts';
import { fieldNodes } from './nodes.ts';
import { decodePciConfig } from './pci-config/decode.ts';
import { rootNode, shortStructure } from './root.ts';
import type { ByteOrder, Decoded, Layout } from './types.ts';

/** Any structure the workbench meets, by name. */
export type StructureKind = LayoutKind | 'pci-config';

export const structureKinds: readonly StructureKind[] = [...layoutKinds, 'pci-config'];

export interface DecodeOptions {
  /** Order of a structure in host byte order; probed when absent, ignored where the order is architected. */
  readonly byteOrder?: ByteOrder;
  /** Reads IOMMU info as the proposals of 2019 and 2020 did. Never guessed. */
  readonly dialect?: Dialect;
}

/**
 * Decodes one structure and its capability chain. Total: any bytes give an answer, what is wrong stands in `diagnostics`, and every
 * byte belongs to a line of the tree.
 */
export function decode(kind: StructureKind, bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  if (kind === 'pci-config') return decodePciConfig(bytes);
  const structure = structureOf(kind, options.dialect);
  const layout = typeof structure.layout === 'function' ? structure.layout(bytes) : structure.layout;
  const order = structure.order ?? options.byteOrder ?? probeByteOrder(structure, layout, bytes);
  const minimum = structure.minimum ?? layout.size;
  if (bytes.length < minimum) return shortStructure(layout, bytes, order, minimum);
  return decodeWhole(layout, structure.chain, bytes, order);
}

function decodeWhole(layout: Layout, chain: Chain | undefined, bytes: Uint8Array, order: ByteOrder): Decoded {
  const header = decodeFields(layout, bytes, order);
  const decoded = chain ? decodeChain(chain, layout, header, bytes, order) : NO_CHAIN;
  const end = Math.min(chain ? layout.size : bytes.length, decoded.start, bytes.length);
  const nodes = [...fieldNodes(layout, bytes, order, { base: 0, end, id: layout.name }), ...decoded.nodes];
  return {
    name: layout.name,
    byteOrder: order,
    size: bytes.length,
    header,
    caps: decoded.caps,
    diagnostics: [...contentDiagnostics(layout, header, 0, bytes.length), ...decoded.diagnostics],
    tree: rootNode(layout, bytes, nodes),
  };
}

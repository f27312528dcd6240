import { contentDiagnostics, diagnostic } from './diagnostics.ts';
import { decodeFields } from './layout.ts';
import { fieldNodes } from './nodes.ts';
import type { ByteOrder, DecodedCap, Diagnostic, Layout, TreeNode } from './types.ts';
import type { PlacedLink } from './walk.ts';

/** One capability of a chain: values, tree node and findings. Shared by VFIO chains and PCI capability lists. */

/** The bytes a chain lies in, their order, and the header each of its capabilities starts with. */
export interface ChainBytes {
  readonly bytes: Uint8Array;
  readonly order: ByteOrder;
  readonly header: Layout;
}

/** What is known about a capability id at a place. */
export interface KnownCap {
  readonly name: string;
  readonly doc: string;
  readonly layout: Layout;
  /** Findings that come from choosing the layout: a newer version, spare bytes. */
  readonly notes: readonly Diagnostic[];
}

export interface CapResult {
  /** Absent when the room cuts the capability short. */
  readonly cap?: DecodedCap;
  readonly node: TreeNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Decodes the capability at `link`; without `known` its bytes are kept as they are. */
export function decodeCap(chain: ChainBytes, link: PlacedLink, index: number, known: KnownCap | undefined): CapResult {
  const { offset, end, id, version } = link;
  const node = capNode(chain, link, index, known);
  const base = { offset, length: end - offset, id, version };
  if (!known) return { cap: { ...base, ...unknown(chain, link) }, node, diagnostics: [unknownId(link)] };
  if (end - offset < known.layout.size) return { node, diagnostics: [truncated(link, known)] };
  const fields = decodeFields(known.layout, chain.bytes, chain.order, offset, end);
  const findings = contentDiagnostics(known.layout, fields, offset, end, id);
  return { cap: { ...base, name: known.name, fields }, node, diagnostics: [...known.notes, ...findings] };
}

const unknown = ({ bytes, header }: ChainBytes, { offset, end }: PlacedLink) => ({
  name: 'unknown',
  fields: { bytes: bytes.slice(Math.min(offset + header.size, end), end) },
});

const unknownId = ({ id, offset }: PlacedLink) =>
  diagnostic('unknown-id', offset, `capability ${id} is not known; its bytes are kept`, id);

const truncated = ({ id, offset, end }: PlacedLink, { name, layout }: KnownCap) =>
  diagnostic('truncated-cap', offset, `${name} needs ${layout.size} bytes, ${end - offset} are there`, id);

function capNode(
  { bytes, order, header }: ChainBytes,
  link: PlacedLink,
  index: number,
  known: KnownCap | undefined,
): TreeNode {
  const { offset, end } = link;
  const id = `caps/${index}`;
  const headerEnd = Math.min(offset + header.size, end);
  const body = known?.layout ?? { ...header, fields: [] };
  const name = known?.name ?? `unknown 0x${link.id.toString(16)}`;
  return {
    id,
    name,
    kind: 'capability',
    offset,
    length: end - offset,
    text: link.version > 0 ? `id ${link.id}, version ${link.version}` : `id ${link.id}`,
    doc: known?.doc ?? 'Not known: kept as bytes.',
    source: body.source,
    children: [
      ...fieldNodes(header, bytes, order, { base: offset, end: headerEnd, id: `${id}/header` }),
      ...fieldNodes(body, bytes, order, { base: offset, from: headerEnd, end, id }),
    ],
  };
}

import { readU32 } from '../bytes.ts';
import { type CapResult, decodeCap, type KnownCap } from '../capability-nodes.ts';
import { fieldLength } from '../field.ts';
import { decodeFields } from '../layout.ts';
import { fieldNodes } from '../nodes.ts';
import { rootNode, shortStructure } from '../root.ts';
import type { Decoded, FieldValues, Layout } from '../types.ts';
import { type Link, type PlacedLink, type Walk, walkChain, walkDiagnostics } from '../walk.ts';
import { extendedCapabilities, standardCapabilities } from './capabilities/index.ts';
import { extendedHeader, type PciCapability, standardHeader } from './capability.ts';
import { HEADER_SIZE, headerLayout, STATUS_CAP_LIST } from './header.ts';

/** PCI configuration space: header, standard and extended capability lists. Little-endian on every host. */

const STANDARD_END = 0x100;
const EXTENDED_END = 0x1000;
/** Pointers of the standard list have two reserved low bits. */
const POINTER_MASK = 0xfc;
const POINTER_MASK_EXTENDED = 0xffc;

/** Decodes configuration space of any length, as pread gave it. Total, like `decode`. */
export function decodePciConfig(bytes: Uint8Array): Decoded {
  const layout = headerLayout(bytes);
  if (bytes.length < HEADER_SIZE) return shortStructure(layout, bytes, 'le', HEADER_SIZE);
  const header = decodeFields(layout, bytes, 'le');
  const standard = standardWalk(bytes, header);
  const results = [
    ...decodeList(bytes, standardHeader, standardCapabilities, standard, 0),
    ...decodeList(bytes, extendedHeader, extendedCapabilities, extendedWalk(bytes), standard.links.length),
  ];
  const fixed = fieldNodes(layout, bytes, 'le', { base: 0, end: HEADER_SIZE, id: layout.name });
  return {
    name: layout.name,
    byteOrder: 'le',
    size: bytes.length,
    header,
    caps: results.flatMap(({ cap }) => cap ?? []),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    tree: rootNode(layout, bytes, [...fixed, ...results.flatMap(({ node }) => node ?? [])]),
  };
}

function standardWalk(bytes: Uint8Array, { status, capabilities_pointer }: FieldValues): Walk {
  const limit = Math.min(bytes.length, STANDARD_END);
  const bounds = { floor: HEADER_SIZE, limit, headerSize: standardHeader.size, alignment: 4 };
  const first = Number(status) & STATUS_CAP_LIST ? Number(capabilities_pointer) & POINTER_MASK : 0;
  return walkChain(first, bounds, (at) => ({ id: bytes[at]!, version: 0, next: bytes[at + 1]! & POINTER_MASK }));
}

function extendedWalk(bytes: Uint8Array): Walk {
  const limit = Math.min(bytes.length, EXTENDED_END);
  const bounds = { floor: STANDARD_END, limit, headerSize: extendedHeader.size, alignment: 4 };
  const first = hasExtended(bytes) ? STANDARD_END : 0;
  return walkChain(first, bounds, (at) => extendedLink(readU32(bytes, at, 'le')));
}

/** All zeros or all ones at 0x100: no extended capabilities. */
const hasExtended = (bytes: Uint8Array) =>
  bytes.length >= STANDARD_END + 4 && ![0, 0xffff_ffff].includes(readU32(bytes, STANDARD_END, 'le'));

const extendedLink = (word: number): Link => ({
  id: word & 0xffff,
  version: (word >>> 16) & 0xf,
  next: (word >>> 20) & POINTER_MASK_EXTENDED,
});

type ListResult = Partial<CapResult> & Pick<CapResult, 'diagnostics'>;

function decodeList(
  bytes: Uint8Array,
  header: Layout,
  capabilities: readonly PciCapability[],
  walk: Walk,
  firstIndex: number,
): ListResult[] {
  const results: ListResult[] = walk.links.map((link, index) => {
    const known = knownCap(capabilities, link, bytes);
    const end = known ? Math.min(link.end, link.offset + extent(known.layout)) : link.end;
    return decodeCap({ bytes, order: 'le', header }, { ...link, end }, firstIndex + index, known);
  });
  return [...results, { diagnostics: walkDiagnostics(walk) }];
}

function knownCap(
  capabilities: readonly PciCapability[],
  { id, offset }: PlacedLink,
  bytes: Uint8Array,
): KnownCap | undefined {
  const found = capabilities.find((capability) => capability.id === id);
  if (!found) return undefined;
  const layout = typeof found.layout === 'function' ? found.layout(bytes, offset) : found.layout;
  return { name: found.name, doc: found.doc, layout, notes: [] };
}

const extent = ({ size, fields }: Layout) =>
  Math.max(size, ...fields.map((field) => field.offset + fieldLength(field)));

import { readU16, readU32 } from './bytes.ts';
import { type Capability, capHeader } from './capabilities/capability.ts';
import { decodeCap, type KnownCap } from './capability-nodes.ts';
import { diagnostic } from './diagnostics.ts';
import type { Chain } from './kinds.ts';
import type { ByteOrder, DecodedCap, Diagnostic, FieldValues, Layout, TreeNode } from './types.ts';
import { type Link, type PlacedLink, walkChain, walkDiagnostics } from './walk.ts';

/** The capability chain behind an info structure. */

export interface DecodedChain {
  /** Lowest offset of a capability; infinite without any. */
  readonly start: number;
  readonly caps: readonly DecodedCap[];
  readonly nodes: readonly TreeNode[];
  readonly diagnostics: readonly Diagnostic[];
}

export const NO_CHAIN: DecodedChain = { start: Number.POSITIVE_INFINITY, caps: [], nodes: [], diagnostics: [] };

/** Decodes the chain of an info answer, and says what its head claims wrongly: argsz, CAPS flag, cap_offset. */
export function decodeChain(
  chain: Chain,
  layout: Layout,
  header: FieldValues,
  bytes: Uint8Array,
  order: ByteOrder,
): DecodedChain {
  const offset = Number(header.cap_offset ?? 0);
  const head = headFinding(chain, layout, header, bytes.length);
  if (offset === 0 || !hasCaps(chain, header)) return { ...NO_CHAIN, diagnostics: head };
  const limit = Math.min(Number(header.argsz), bytes.length);
  const bounds = { floor: chain.floor, limit, headerSize: capHeader.size, alignment: 4 };
  const walk = walkChain(offset, bounds, (at) => readLink(bytes, at, order));
  const results = walk.links.map((link, index) =>
    decodeCap({ bytes, order, header: capHeader }, link, index, knownCap(chain.capabilities, link)),
  );
  return {
    start: Math.min(...walk.links.map((link) => link.offset), Number.POSITIVE_INFINITY),
    caps: results.flatMap(({ cap }) => cap ?? []),
    nodes: results.map(({ node }) => node),
    diagnostics: [...head, ...results.flatMap(({ diagnostics }) => diagnostics), ...walkDiagnostics(walk)],
  };
}

const hasCaps = ({ flag }: Chain, header: FieldValues) => (Number(header.flags) & flag) !== 0;

function headFinding(chain: Chain, layout: Layout, header: FieldValues, length: number): Diagnostic[] {
  const at = layout.fields.find(({ name }) => name === 'cap_offset')!.offset;
  const argsz = Number(header.argsz);
  const offset = Number(header.cap_offset ?? 0);
  const tooLong = argsz > length;
  if (!hasCaps(chain, header))
    return offset === 0 ? [] : [diagnostic('offset-without-flag', at, `flags deny the chain at ${offset}`)];
  if (offset !== 0 && tooLong)
    return [diagnostic('argsz-exceeds-buffer', 0, `argsz says ${argsz} bytes, ${length} were captured`)];
  if (offset !== 0) return [];
  if (tooLong) return [diagnostic('short-answer', 0, `capabilities did not fit: ask again with argsz ${argsz}`)];
  return [diagnostic('flag-without-offset', at, 'flags promise capabilities, but no offset leads to them; ask again')];
}

const readLink = (bytes: Uint8Array, at: number, order: ByteOrder): Link => ({
  id: readU16(bytes, at, order),
  version: readU16(bytes, at + 2, order),
  next: readU32(bytes, at + 4, order),
});

function knownCap(capabilities: readonly Capability[], link: PlacedLink): KnownCap | undefined {
  const room = link.end - link.offset;
  const candidates = capabilities.filter(({ id }) => id === link.id);
  const fitting = candidates.filter(({ versions }) => versions[0].size <= room);
  const capability = fitting.at(-1) ?? candidates[0];
  return capability && versioned(capability, link, room);
}

/** The layout for the header's version: the newest known one for a newer header, with what that means for the reader. */
function versioned({ name, doc, versions }: Capability, link: PlacedLink, room: number): KnownCap {
  const { id, version, offset } = link;
  const index = Math.max(1, Math.min(version, versions.length)) - 1;
  const layout = versions[index]!;
  const newer = versions[index + 1];
  const notes: Diagnostic[] = [];
  if (version > versions.length)
    notes.push(diagnostic('newer-version', offset, `${name} version ${version} decoded as ${versions.length}`, id));
  if (newer && newer.size <= room)
    notes.push(diagnostic('spare-bytes', offset, `${room - layout.size} spare bytes behind ${layout.name}`, id));
  return { name, doc, layout, notes };
}

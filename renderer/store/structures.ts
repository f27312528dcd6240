import { decode, type StructureKind } from '../../native-bridge/abi/decode.ts';
import type { Dialect } from '../../native-bridge/abi/kinds.ts';
import type { ByteOrder, Decoded, TreeNode } from '../../native-bridge/abi/types.ts';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { type SnapshotStructure, snapshotStructures } from '../../native-bridge/contract/structures.ts';
import { decodeAttribute } from './attributes.ts';

/** The structures of a snapshot: raw bytes as the kernel gave them, decoded when they are first looked at. */

export interface Structure {
  /** `device-info`, `region/2`, `irq/0`, `iommu-info`, `config`, `zpci-io-header`, `fmb`, `attribute/util_string`. */
  readonly id: string;
  readonly title: string;
  /** Absent for an attribute of sysfs, which is text. */
  readonly kind?: StructureKind;
  readonly bytes: Uint8Array;
  readonly byteOrder: ByteOrder;
  readonly dialect?: Dialect;
}

/** A region or interrupt index for which the kernel gave an errno instead of bytes. */
export interface RefusedStructure {
  readonly id: string;
  readonly title: string;
  readonly errno: number;
}

type Asked = Omit<SnapshotStructure, 'kind'> & Partial<Pick<SnapshotStructure, 'kind'>>;

/** Everything that was asked for, answered or refused; attributes of sysfs behind what the kernel answered. */
function everything(snapshot: Snapshot): readonly Asked[] {
  const { byteOrder } = snapshot;
  const texts = Object.entries(snapshot.attributes);
  return [
    ...snapshotStructures(snapshot),
    ...texts.map(([title, bytes]) => ({ id: `attribute/${title}`, title, bytes, byteOrder })),
  ];
}

const cache = new WeakMap<Snapshot, readonly Structure[]>();

/** Every structure the snapshot has bytes for, in reading order. The same snapshot gives the same array. */
export function structuresOf(snapshot: Snapshot): readonly Structure[] {
  const known = cache.get(snapshot);
  if (known) return known;
  const made = everything(snapshot).flatMap(({ bytes, ...structure }) => (bytes ? [{ ...structure, bytes }] : []));
  cache.set(snapshot, made);
  return made;
}

/** Regions and interrupts the kernel refused, with the errno it gave. */
export function refusedStructures(snapshot: Snapshot): readonly RefusedStructure[] {
  return everything(snapshot).flatMap(({ id, title, errno }) => (errno ? [{ id, title, errno }] : []));
}

export const structureOf = (snapshot: Snapshot, id: string) => structuresOf(snapshot).find((one) => one.id === id);

const decodeNow = ({ kind, title, bytes, byteOrder, dialect }: Structure): Decoded =>
  kind ? decode(kind, bytes, { byteOrder, dialect }) : decodeAttribute(title, bytes);

const decodings = new WeakMap<Structure, Decoded>();

/** The decoded tree of a structure; decoded once. */
export function decoded(structure: Structure): Decoded {
  const known = decodings.get(structure) ?? decodeNow(structure);
  decodings.set(structure, known);
  return known;
}

/** The node with this id, anywhere below `root`. */
export function findNode(root: TreeNode, id: string): TreeNode | undefined {
  if (root.id === id) return root;
  for (const child of root.children ?? []) {
    const found = findNode(child, id);
    if (found) return found;
  }
  return undefined;
}

/** The smallest node whose bytes hold `offset`: what a click on a byte selects. */
export function nodeAt(root: TreeNode, offset: number): TreeNode | undefined {
  if (offset < root.offset || offset >= root.offset + root.length) return undefined;
  for (const child of root.children ?? []) {
    const found = nodeAt(child, offset);
    if (found) return found;
  }
  return root;
}

import { decode } from '../../native-bridge/abi/decode.ts';
import { decodePciConfig } from '../../native-bridge/abi/pci-config/decode.ts';
import type { ByteOrder, Decoded, TreeNode } from '../../native-bridge/abi/types.ts';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { decodeAttribute } from './attributes.ts';

/** The structures of a snapshot: raw bytes as the kernel gave them, decoded when they are first looked at. */

export interface Structure {
  /** `device-info`, `region/2`, `irq/0`, `iommu-info`, `config`, `zpci-io-header`, `fmb`, `attribute/util_string`. */
  readonly id: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly byteOrder: ByteOrder;
}

/** A region or interrupt index for which the kernel gave an errno instead of bytes. */
export interface RefusedStructure {
  readonly id: string;
  readonly title: string;
  readonly errno: number;
}

const REGION_NAMES = ['BAR 0', 'BAR 1', 'BAR 2', 'BAR 3', 'BAR 4', 'BAR 5', 'ROM', 'Config', 'VGA'];
const IRQ_NAMES = ['INTx', 'MSI', 'MSI-X', 'Error', 'Request'];

/** `BAR 0`, `Config`, or `Region 9` for a region the driver added. */
export const regionName = (index: number) => REGION_NAMES[index] ?? `Region ${index}`;
export const irqName = (index: number) => IRQ_NAMES[index] ?? `IRQ ${index}`;

type Answer = Snapshot['regions'][number];

function answers(prefix: string, name: (index: number) => string, list: readonly Answer[]) {
  return list.map(({ index, bytes, errno }) => ({ id: `${prefix}/${index}`, title: name(index), bytes, errno }));
}

function single(id: string, title: string, bytes: Uint8Array | undefined) {
  return { id, title, bytes, errno: undefined };
}

function everything(snapshot: Snapshot) {
  return [
    single('device-info', 'Device info', snapshot.deviceInfo),
    ...answers('region', regionName, snapshot.regions),
    ...answers('irq', irqName, snapshot.irqs),
    single('iommu-info', 'IOMMU info', snapshot.iommuInfo),
    single('zpci-io-header', 'zPCI I/O region header', snapshot.zpciIoHeader),
    single('fmb', 'Function measurement block', snapshot.fmb),
    single('config', 'Configuration space', snapshot.config),
    ...Object.entries(snapshot.attributes).map(([name, bytes]) => single(`attribute/${name}`, name, bytes)),
  ];
}

/** PCI configuration space is little-endian and the measurement block big-endian on every host. */
const fixedOrders: Readonly<Record<string, ByteOrder>> = { config: 'le', fmb: 'be' };

const cache = new WeakMap<Snapshot, readonly Structure[]>();

/** Every structure the snapshot has bytes for, in reading order. The same snapshot gives the same array. */
export function structuresOf(snapshot: Snapshot): readonly Structure[] {
  const known = cache.get(snapshot);
  if (known) return known;
  const made = everything(snapshot).flatMap(({ id, title, bytes }) =>
    bytes ? [{ id, title, bytes, byteOrder: fixedOrders[id] ?? snapshot.byteOrder }] : [],
  );
  cache.set(snapshot, made);
  return made;
}

/** Regions and interrupts the kernel refused, with the errno it gave. */
export function refusedStructures(snapshot: Snapshot): readonly RefusedStructure[] {
  return everything(snapshot).flatMap(({ id, title, errno }) => (errno ? [{ id, title, errno }] : []));
}

export const structureOf = (snapshot: Snapshot, id: string) => structuresOf(snapshot).find((one) => one.id === id);

function decodeNow({ id, bytes, byteOrder }: Structure): Decoded {
  if (id === 'config') return decodePciConfig(bytes);
  if (id.startsWith('region/')) return decode('region-info', bytes, { byteOrder });
  if (id.startsWith('irq/')) return decode('irq-info', bytes, { byteOrder });
  if (id.startsWith('attribute/')) return decodeAttribute(id.slice('attribute/'.length), bytes);
  return decode(id as 'device-info', bytes, { byteOrder });
}

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

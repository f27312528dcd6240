import { errnoName } from '../../../native-bridge/abi/errno.ts';
import type { Diagnostic, TreeNode } from '../../../native-bridge/abi/types.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import type { Selection } from '../../store/selection.ts';
import { decoded, nodeAt, refusedStructures, type Structure, structuresOf } from '../../store/structures.ts';

/** The lines of the capability tree: everything that was said about a function, in reading order. */

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly text?: string;
  /** The structure and node behind the line; absent on headings. */
  readonly structure?: string;
  readonly node?: TreeNode;
  readonly diagnostics: readonly Diagnostic[];
  /** The line that offers to read configuration space. */
  readonly offer?: 'read-config';
  readonly children?: readonly Item[];
}

export const itemId = (structure: string, node: string) => `${structure}#${node}`;

/** The outermost node below the root that begins at `offset`: a capability rather than its first field. */
const beginningAt = (tree: TreeNode, offset: number): TreeNode | undefined => {
  const child = tree.children?.find((one) => offset >= one.offset && offset < one.offset + one.length);
  return child && (child.offset === offset && child.kind !== 'group' ? child : beginningAt(child, offset));
};

/** Diagnostics by the id of the node they point at: one that begins there, else the smallest that holds it, else the root. */
function placeDiagnostics(tree: TreeNode, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, Diagnostic[]> {
  const placed = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { offset = -1 } = diagnostic;
    const { id } = beginningAt(tree, offset) ?? nodeAt(tree, offset) ?? tree;
    placed.set(id, [...(placed.get(id) ?? []), diagnostic]);
  }
  return placed;
}

function nodeItem(structure: string, node: TreeNode, diagnostics: ReadonlyMap<string, readonly Diagnostic[]>): Item {
  return {
    id: itemId(structure, node.id),
    name: node.name,
    text: node.text,
    structure,
    node,
    diagnostics: diagnostics.get(node.id) ?? [],
    children: node.children?.map((child) => nodeItem(structure, child, diagnostics)),
  };
}

function structureItem(structure: Structure): Item {
  const { tree, diagnostics } = decoded(structure);
  const item = nodeItem(structure.id, tree, placeDiagnostics(tree, diagnostics));
  return { ...item, name: structure.title, text: [tree.text, findings(diagnostics)].filter(Boolean).join(' · ') };
}

/** `2 findings`: told on the structure's own line, so that a closed one does not hide them. */
const findings = ({ length }: readonly Diagnostic[]) =>
  length === 0 ? undefined : length === 1 ? '1 finding' : `${length} findings`;

interface Entry {
  readonly id: string;
  readonly item: Item;
}

/** Structures with bytes and structures the kernel refused, each as one line. */
function entries(snapshot: Snapshot): readonly Entry[] {
  const refused = refusedStructures(snapshot).map(({ id, title, errno }) => ({
    id,
    item: { id: itemId(id, ''), name: title, text: `refused: ${errnoName(errno)}`, diagnostics: [] },
  }));
  return [...structuresOf(snapshot).map((one) => ({ id: one.id, item: structureItem(one) })), ...refused];
}

const indexOf = (id: string) => Number(id.split('/')[1]);

function group(all: readonly Entry[], prefix: string, name: string): Item[] {
  const children = all.filter(({ id }) => id.startsWith(`${prefix}/`)).sort((a, b) => indexOf(a.id) - indexOf(b.id));
  if (children.length === 0) return [];
  return [
    { id: prefix, name, text: `${children.length}`, diagnostics: [], children: children.map(({ item }) => item) },
  ];
}

const CONFIG_BYTES = 256;

/** Nothing is read unasked: until then the tree offers to read configuration space. */
const configOffer: Item = {
  id: 'config',
  name: 'Configuration space',
  text: 'not read',
  offer: 'read-config',
  diagnostics: [],
};

export const READ_CONFIG = `Read config space (${CONFIG_BYTES} bytes)`;

/** The ways a store block can take: what each means, or why the function does not offer it. */
function pathItems({ paths }: Snapshot): readonly Item[] {
  if (paths.length === 0) return [];
  const children = paths.map(({ path, title, present, reason, consequence }) => ({
    id: `path/${path}`,
    name: title,
    text: present ? consequence : `absent: ${reason}`,
    diagnostics: [],
  }));
  const present = paths.filter((one) => one.present).length;
  return [{ id: 'path', name: 'Store paths', text: `${present} of ${paths.length}`, diagnostics: [], children }];
}

/** All lines for a snapshot. `canRead` = the function can still be asked. */
export function itemsOf(snapshot: Snapshot, canRead: boolean): readonly Item[] {
  const all = entries(snapshot);
  const one = (id: string) => all.filter((entry) => entry.id === id).map(({ item }) => item);
  return [
    ...one('device-info'),
    ...group(all, 'region', 'Regions'),
    ...group(all, 'irq', 'Interrupts'),
    ...one('iommu-info'),
    ...(snapshot.config || !canRead ? one('config') : [configOffer]),
    ...one('zpci-io-header'),
    ...one('fmb'),
    ...pathItems(snapshot),
    ...group(all, 'attribute', 'Identity (sysfs)'),
  ];
}

/** What selecting a line selects: its own field, below a heading the first there is; undefined where nothing has bytes. */
export function firstField({ structure, node, children = [] }: Item): (Selection & { kind: 'field' }) | undefined {
  if (structure !== undefined && node) return { kind: 'field', structure, node: node.id };
  for (const child of children) {
    const field = firstField(child);
    if (field) return field;
  }
  return undefined;
}

/** What is open at first: the device info down to its capabilities, so that the important lines are in sight. */
export function firstOpen(items: readonly Item[]): ReadonlySet<string> {
  const [first] = items;
  const inner = (first?.children ?? []).flatMap((child) =>
    child.node?.kind === 'group' ? [child, ...(child.children ?? [])] : [child],
  );
  const open = [first, ...inner.filter(({ node }) => node?.kind === 'group' || node?.kind === 'capability')];
  return new Set(open.flatMap((item) => (item?.children?.length ? [item.id] : [])));
}

/** `Device info › zpci-base › start_dma`: the names down to a line, for copying. */
export function pathOf(items: readonly Item[], id: string): readonly string[] {
  for (const item of items) {
    if (item.id === id) return [item.name];
    const below = pathOf(item.children ?? [], id);
    if (below.length > 0) return [item.name, ...below];
  }
  return [];
}

import { decode, type StructureKind } from '../../native-bridge/abi/decode.ts';
import { errnoName } from '../../native-bridge/abi/errno.ts';
import { decodedToJson } from '../../native-bridge/abi/json.ts';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { type SnapshotStructure, snapshotStructures } from '../../native-bridge/contract/structures.ts';
import { treeLines } from './tree-text.ts';

/** Everything a snapshot says, decoded: for a person as lines, for a program as one document. */

/** Attributes that say who a function is. */
const IDENTITY = ['function_id', 'uid', 'pchid', 'pfgid', 'pft', 'vfn', 'vendor', 'device', 'class'];

/** `{address, identity, device, regions, irqs, iommu, config?, zpciIo?, fmb?, paths}` as `inspect --json` prints it. */
export function inspectionDocument(snapshot: Snapshot) {
  const structures = snapshotStructures(snapshot);
  const all = (kind: StructureKind) => structures.filter((one) => one.kind === kind).map(structureDocument);
  const [device, iommu, config, zpciIo, fmb] = SINGLE.map((kind) => all(kind)[0]);
  const { address, paths } = snapshot;
  const [regions, irqs] = [all('region-info'), all('irq-info')];
  return { address, identity: identityOf(snapshot), device, regions, irqs, iommu, config, zpciIo, fmb, paths };
}

const SINGLE: readonly StructureKind[] = ['device-info', 'iommu-info', 'pci-config', 'zpci-io-header', 'fmb'];

/** The same for a person: one section a structure, offsets on the left. */
export function inspectionLines(snapshot: Snapshot): string[] {
  return [
    ...headLines(snapshot),
    ...snapshotStructures(snapshot).flatMap((structure) => ['', ...sectionLines(structure)]),
    '',
    'Store paths',
    ...snapshot.paths.map(({ path, present, reason, consequence }) =>
      present ? `  + ${path}: ${consequence}` : `  - ${path}: ${reason ?? 'absent'}`,
    ),
  ];
}

/** Who the function is: title, place and driver, and the identity attributes of sysfs as text. */
export function identityOf({
  title,
  kind,
  bdf,
  driver,
  byteOrder,
  modelled,
  attributes,
}: Snapshot): Record<string, unknown> {
  const texts = IDENTITY.filter((name) => attributes[name]).map((name) => [name, text(attributes[name]!)]);
  return { title, kind, bdf, driver, byteOrder, modelled, ...Object.fromEntries(texts) };
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();

function structureDocument({ kind, index, bytes, errno, byteOrder, dialect }: SnapshotStructure) {
  if (!bytes) return { index, errno: errnoName(errno ?? 0) };
  return { index, ...decodedToJson(decode(kind, bytes, { byteOrder, dialect })), bytes };
}

function sectionLines({ title, kind, bytes, errno, byteOrder, dialect }: SnapshotStructure): string[] {
  if (!bytes) return [`${title}: refused with ${errnoName(errno ?? 0)}`];
  const decoded = decode(kind, bytes, { byteOrder, dialect });
  return [`${title}  (${decoded.name}, ${decoded.size} bytes, ${decoded.byteOrder})`, ...treeLines(decoded)];
}

function headLines(snapshot: Snapshot): string[] {
  const fields = Object.entries(identityOf(snapshot)).filter(
    ([name, value]) => name !== 'title' && value !== undefined,
  );
  const modelled = snapshot.modelled ? '  (simulated: times are modelled)' : '';
  return [
    `${snapshot.address}  ${snapshot.title}${modelled}`,
    `  ${fields.map(([name, value]) => `${name} ${value}`).join('  ')}`,
  ];
}

import { decode, type StructureKind } from '../../native-bridge/abi/decode.ts';
import { errnoName } from '../../native-bridge/abi/errno.ts';
import { decodedToJson } from '../../native-bridge/abi/json.ts';
import type { Decoded } from '../../native-bridge/abi/types.ts';
import type { Snapshot } from '../../native-bridge/contract/bridge-contract.ts';
import { treeLines } from './tree-text.ts';

/** Everything a snapshot says, decoded: for a person as lines, for a program as one document. */

type Answer = Snapshot['regions'][number];

/** Attributes that say who a function is. */
const IDENTITY = ['function_id', 'uid', 'pchid', 'pfgid', 'pft', 'vfn', 'vendor', 'device', 'class'];

/** `{address, identity, device, regions, irqs, iommu, config?, zpciIo?, fmb?, paths}` as `inspect --json` prints it. */
export function inspectionDocument(snapshot: Snapshot) {
  const { address, paths, config, fmb, zpciIoHeader, deviceInfo, iommuInfo } = snapshot;
  const whole = (kind: StructureKind, bytes: Uint8Array | undefined) =>
    bytes && structureDocument(kind, bytes, snapshot);
  return {
    address,
    identity: identityOf(snapshot),
    device: whole('device-info', deviceInfo),
    regions: snapshot.regions.map((region) => answerDocument('region-info', region, snapshot)),
    irqs: snapshot.irqs.map((irq) => answerDocument('irq-info', irq, snapshot)),
    iommu: whole('iommu-info', iommuInfo),
    config: whole('pci-config', config),
    zpciIo: whole('zpci-io-header', zpciIoHeader),
    fmb: whole('fmb', fmb),
    paths,
  };
}

/** The same for a person: one section a structure, offsets on the left. */
export function inspectionLines(snapshot: Snapshot): string[] {
  const { deviceInfo, iommuInfo, config, fmb, zpciIoHeader } = snapshot;
  const section = (title: string, kind: StructureKind, bytes: Uint8Array | undefined) =>
    bytes ? ['', ...sectionLines(title, structure(kind, bytes, snapshot))] : [];
  return [
    ...headLines(snapshot),
    ...section('Device info', 'device-info', deviceInfo),
    ...snapshot.regions.flatMap((region) => answerLines('Region', 'region-info', region, snapshot)),
    ...snapshot.irqs.flatMap((irq) => answerLines('Interrupt', 'irq-info', irq, snapshot)),
    ...section('IOMMU info', 'iommu-info', iommuInfo),
    ...section('zPCI I/O region header', 'zpci-io-header', zpciIoHeader),
    ...section('Function measurement block', 'fmb', fmb),
    ...section('Configuration space', 'pci-config', config),
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

const structure = (kind: StructureKind, bytes: Uint8Array, { byteOrder }: Snapshot): Decoded =>
  decode(kind, bytes, { byteOrder });

const structureDocument = (kind: StructureKind, bytes: Uint8Array, snapshot: Snapshot) => ({
  ...decodedToJson(structure(kind, bytes, snapshot)),
  bytes,
});

function answerDocument(kind: StructureKind, { index, bytes, errno }: Answer, snapshot: Snapshot) {
  if (!bytes) return { index, errno: errnoName(errno ?? 0) };
  return { index, ...structureDocument(kind, bytes, snapshot) };
}

function answerLines(
  title: string,
  kind: StructureKind,
  { index, bytes, errno }: Answer,
  snapshot: Snapshot,
): string[] {
  if (!bytes) return ['', `${title} ${index}: refused with ${errnoName(errno ?? 0)}`];
  return ['', ...sectionLines(`${title} ${index}`, structure(kind, bytes, snapshot))];
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

const sectionLines = (title: string, decoded: Decoded) => [
  `${title}  (${decoded.name}, ${decoded.size} bytes, ${decoded.byteOrder})`,
  ...treeLines(decoded),
];

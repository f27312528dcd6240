import type { StructureKind } from '../../../native-bridge/abi/decode.ts';
import { toHex } from '../../../native-bridge/abi/hex.ts';
import type { Snapshot } from '../../../native-bridge/contract/bridge-contract.ts';
import { fieldDifferences } from '../../contract/compare/fields.ts';
import type { Ignored } from '../../contract/compare/ignore.ts';
import type { Difference } from '../../contract/compare/messages.ts';

/** Differences of two functions that are told at most. */
const MOST = 200;

const NONE = new Uint8Array();

/** What firmware and kernel said of two functions, compared field by field. */
export function snapshotDifferences(left: Snapshot, right: Snapshot, ignored: Ignored): Difference[] {
  const structure = (name: string, kind: StructureKind, of: (from: Snapshot) => Uint8Array | undefined) => {
    const sides = [left, right].map((from) => ({ bytes: of(from) ?? NONE, byteOrder: from.byteOrder }));
    return fieldDifferences(name, kind, sides[0], sides[1], ignored);
  };
  const answers = (name: 'regions' | 'irqs', kind: StructureKind) =>
    [...indexes(left[name], right[name])].flatMap((index) =>
      structure(`${name}.${index}`, kind, (from) => from[name].find((one) => one.index === index)?.bytes),
    );
  return [
    ...records('host', left.host, right.host),
    ...records('', textsOf(left), textsOf(right)),
    ...records('sysfs', attributesOf(left), attributesOf(right)),
    ...structure('device-info', 'device-info', ({ deviceInfo }) => deviceInfo),
    ...answers('regions', 'region-info'),
    ...answers('irqs', 'irq-info'),
    ...structure('iommu-info', 'iommu-info', ({ iommuInfo }) => iommuInfo),
    ...structure('iova-ranges', 'ioas-iova-ranges', ({ iovaRanges }) => iovaRanges),
    ...structure('zpci-io-header', 'zpci-io-header', ({ zpciIoHeader }) => zpciIoHeader),
    ...structure('config', 'pci-config', ({ config }) => config),
  ].slice(0, MOST);
}

const textsOf = ({ bdf, driver, backend, byteOrder, paths }: Snapshot) => ({
  bdf: bdf ?? '',
  driver: driver ?? '',
  backend: backend ?? '',
  byteOrder,
  paths: paths
    .filter(({ present }) => present)
    .map(({ path }) => path)
    .join(' '),
});

function records(name: string, left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>) {
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].flatMap((field): Difference[] => {
    const [one = '', other = ''] = [left[field], right[field]];
    return one === other
      ? []
      : [{ what: 'bytes', field: [name, field].filter(Boolean).join('.'), left: one, right: other }];
  });
}

/** The measurement block counts what happened before. */
const COUNTERS = 'fmb';
const TEXT = /^[\t\n\r\x20-\x7e]*$/;

/** Text where sysfs has text, else hex. */
const attributesOf = ({ attributes }: Snapshot): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== COUNTERS)
      .map(([name, bytes]) => [name, readable(bytes)]),
  );

function readable(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return TEXT.test(text) ? text.trim() : toHex(bytes);
}

const indexes = (...lists: readonly (readonly { readonly index: number }[])[]) =>
  new Set(lists.flat().map(({ index }) => index));

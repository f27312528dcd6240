import type { StructureKind } from '../abi/decode.ts';
import type { Dialect } from '../abi/kinds.ts';
import type { ByteOrder } from '../abi/types.ts';
import type { Snapshot } from './bridge-contract.ts';
import { dialectOf } from './facts.ts';

/** The structures of a snapshot, in reading order: bytes as the kernel gave them, or the errno it gave instead. */

export interface SnapshotStructure {
  /** `device-info`, `region/2`, `irq/0`, `iommu-info`, `iova-ranges`, `zpci-io-header`, `fmb`, `config`. */
  readonly id: string;
  readonly title: string;
  readonly kind: StructureKind;
  readonly byteOrder: ByteOrder;
  /** Of the IOMMU info of a host that speaks one. */
  readonly dialect?: Dialect;
  /** Of a region or an interrupt. */
  readonly index?: number;
  readonly bytes?: Uint8Array;
  readonly errno?: number;
}

const REGION_NAMES = ['BAR 0', 'BAR 1', 'BAR 2', 'BAR 3', 'BAR 4', 'BAR 5', 'ROM', 'Config', 'VGA'];
const IRQ_NAMES = ['INTx', 'MSI', 'MSI-X', 'Error', 'Request'];

/** `BAR 0`, `Config`, or `Region 9` for a region the driver added. */
export const regionName = (index: number) => REGION_NAMES[index] ?? `Region ${index}`;
const irqName = (index: number) => IRQ_NAMES[index] ?? `IRQ ${index}`;

type Answer = Snapshot['regions'][number];
type Single = readonly [id: string, title: string, kind: StructureKind, bytes?: Uint8Array, byteOrder?: ByteOrder];

/** Every structure the kernel was asked for; one it was not asked for is left out. */
export function snapshotStructures(snapshot: Snapshot): readonly SnapshotStructure[] {
  const { deviceInfo, regions, irqs, iommuInfo, iovaRanges, zpciIoHeader, fmb, config } = snapshot;
  const dialect = dialectOf(snapshot);
  const single = ([id, title, kind, bytes, byteOrder = snapshot.byteOrder]: Single) =>
    bytes ? [{ id, title, kind, bytes, byteOrder }] : [];
  const indexed = (prefix: string, kind: StructureKind, name: (index: number) => string, answers: readonly Answer[]) =>
    answers.map((answer) => {
      const { index } = answer;
      return { id: `${prefix}/${index}`, title: name(index), kind, byteOrder: snapshot.byteOrder, ...answer };
    });
  return [
    ...single(['device-info', 'Device info', 'device-info', deviceInfo]),
    ...indexed('region', 'region-info', regionName, regions),
    ...indexed('irq', 'irq-info', irqName, irqs),
    ...single(['iommu-info', 'IOMMU info', 'iommu-info', iommuInfo]).map((one) => ({ ...one, dialect })),
    ...single(['iova-ranges', 'IOVA ranges', 'ioas-iova-ranges', iovaRanges]),
    ...single(['zpci-io-header', 'zPCI I/O region header', 'zpci-io-header', zpciIoHeader]),
    // Architected byte orders, whatever the host's.
    ...single(['fmb', 'Function measurement block', 'fmb', fmb, 'be']),
    ...single(['config', 'Configuration space', 'pci-config', config, 'le']),
  ];
}

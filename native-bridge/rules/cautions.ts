import type { ChangingPlace } from '../abi/registers/changing-read.ts';
import { leaves, regionSize } from './breach.ts';
import { DMA_UNMAP } from './flags.ts';
import { rangeText } from './iova.ts';
import { mend } from './mends.ts';
import { touched } from './sorted-mappings.ts';
import type { Breach, Caution, DmaUnmap, Facts, StorePath } from './types.ts';
import { mappingsBeside } from './unmap-mends.ts';

/** What comes of requests that no kernel refuses: surprises on the device, and things worth knowing. No errno, so no prediction. */

/** A transfer as the device sees it. */
export interface Transfer {
  readonly path: StorePath | 'region';
  readonly space: number;
  readonly offset: bigint;
  readonly length: number;
  readonly write: boolean;
  /** Sent as a store block. */
  readonly block: boolean;
  /** Device operations the kernel makes of it, where that is known. */
  readonly operations?: number;
}

export interface CautionRule<Subject> extends Pick<Caution, 'sentence' | 'severity' | 'source'> {
  readonly id: string;
  /** Undefined when there is nothing to say. */
  readonly applies: (subject: Subject, facts: Facts) => Breach | undefined;
}

const isCut = ({ path }: Transfer) => path === 'vfio-bar' || path === 'mmio';

export const transferCautions: readonly CautionRule<Transfer>[] = [
  {
    id: 'EMPTY',
    sentence: 'An empty transfer moves nothing: the kernel answers 0 before it looks at anything else.',
    severity: 'advice',
    source: 'ksys_pread64 and ksys_pwrite64; measured on 7.2',
    applies: ({ path, length }) =>
      length > 0 || path === 'zpci-io' || path === 'mmio'
        ? undefined
        : { field: 'length', detail: 'the length is 0', mends: [mend('Lengthen', { length: 1 })] },
  },
  {
    id: 'CUT-OFF',
    sentence: 'What reaches over the end of a BAR is cut off, and the call succeeds with fewer bytes.',
    severity: 'device',
    source: 'vfio_pci_bar_rw and ism_vfio_pci_bar_rw; measured on 6.12 and 7.2',
    applies: ({ path, space, offset, length }, facts) => {
      const size = regionSize(space, facts) ?? 0n;
      const clamps = path !== 'zpci-io' && path !== 'mmio' && space <= 6;
      return clamps && offset < size && length > 0 ? leaves(`BAR ${space}`, offset, length, size) : undefined;
    },
  },
  {
    id: 'IN-PIECES',
    sentence: 'The kernel cuts the store into pieces on this path: the device sees no store block.',
    severity: 'device',
    source: 'vfio_pci_core_do_io_rw; zpci_memcpy_toio',
    applies: (transfer) =>
      transfer.block && isCut(transfer) && (transfer.operations ?? 0) > 1
        ? { field: 'path', detail: `${transfer.operations} stores instead of one` }
        : undefined,
  },
  {
    id: 'ISM-NO-STORES',
    sentence: 'An ISM function takes store blocks only: single stores are lost, and the call succeeds all the same.',
    severity: 'device',
    source: 'ISM takes PCILG and PCISTB only (domain facts, modelled); refusals are invisible on plain vfio-pci',
    applies: ({ path, space, write, length }, { relaxed }) =>
      relaxed && write && length > 0 && space <= 5 && path === 'vfio-bar'
        ? { field: 'path', detail: 'the kernel sends PCISTG on this path' }
        : undefined,
  },
  {
    id: 'READ-CHANGES',
    sentence: 'Reading these bytes changes the function.',
    severity: 'device',
    source: 'native-bridge/abi/registers: the data sheet or driver of each register',
    applies: (transfer, facts) => {
      const [first] = transfer.length > 0 ? changedBy(transfer, facts) : [];
      return first && { field: 'offset', detail: `${first.name}: ${first.sentence} (${first.source})` };
    },
  },
];

/** The registers that a read of these bytes changes. */
export const changedBy = (
  { space, offset, length, write }: Pick<Transfer, 'space' | 'offset' | 'length' | 'write'>,
  { changing = [] }: Pick<Facts, 'changing'>,
): readonly ChangingPlace[] =>
  write
    ? []
    : changing.filter(({ bar, start, end }) => bar === space && offset < end && offset + BigInt(length) > start);

const isAll = ({ flags }: DmaUnmap) => (flags & DMA_UNMAP.ALL) !== 0;

/** Of type1 alone: iommufd refuses what these are about. */
export const unmapCautions: readonly CautionRule<DmaUnmap>[] = [
  {
    id: 'UNMAPS-NOTHING',
    sentence: 'Nothing is mapped there: type1 succeeds and unmaps 0 bytes.',
    severity: 'advice',
    source: 'vfio_iommu_type1: vfio_dma_do_unmap; measured on 6.12',
    applies: (unmap, { mappings, backend }) =>
      backend === 'iommufd' || isAll(unmap) || touched(unmap, mappings).length > 0
        ? undefined
        : { field: 'iova', detail: rangeText(unmap.iova, unmap.size), mends: mappingsBeside(unmap, mappings) },
  },
  {
    id: 'UNMAPS-WHOLE',
    sentence: 'On type1 (v1) a mapping whose first byte is named goes whole, and one that is entered later stays.',
    severity: 'device',
    source: 'vfio_iommu_type1: vfio_dma_do_unmap',
    applies: (unmap, { mappings, backend }) => {
      const cut = touched(unmap, mappings).find(
        ({ iova, size }) => iova < unmap.iova || iova + size > unmap.iova + unmap.size,
      );
      return backend === 'type1' && cut
        ? { field: 'iova', detail: `it cuts ${rangeText(cut.iova, cut.size)}` }
        : undefined;
    },
  },
];

export const resetCautions: readonly CautionRule<object>[] = [
  {
    id: 'RESET-LOSES',
    sentence:
      'A reset loses what was set up inside the function (registers, queues, buffers registered with it) and gives it a new handle.',
    severity: 'device',
    source: 'zpci_reset_device: disable and enable',
    applies: () => ({ field: 'kind', detail: 'mappings and armed interrupts stay' }),
  },
];

/** Everything to be told of a subject. Pure; never throws. */
export const cautionsFrom = <Subject>(
  rules: readonly CautionRule<Subject>[],
  subject: Subject,
  facts: Facts,
): Caution[] =>
  rules.flatMap(({ id, applies, sentence, severity, source }) => {
    const breach = applies(subject, facts);
    return breach ? [{ rule: id, sentence, severity, source, ...breach }] : [];
  });

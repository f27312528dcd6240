import { readU32, readU64 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { Snapshot } from '../../contract/bridge-contract.ts';
import { zpciIoRegionOf } from '../../contract/facts.ts';
import type { StorePath } from '../../rules/types.ts';

type Answers = Snapshot['regions'];
type PathLine = Snapshot['paths'][number];

/** sysfs name of the mainline driver that makes one PCISTB of each BAR write. */
const ISM_DRIVER = 'ism_vfio_pci';
/** VFIO_REGION_INFO_FLAG_MMAP. */
const MMAP = 4;
const LAST_BAR = 5;

/** What a path is chosen by: the regions as the kernel described them, and the driver bound to the function. */
export interface PathClues {
  readonly regions: Answers;
  readonly driver?: string;
  readonly byteOrder: ByteOrder;
}

interface PathKind {
  readonly path: StorePath;
  readonly title: string;
  readonly consequence: string;
  /** Why the function does not offer the path; undefined when it does. */
  readonly missing: (clues: PathClues) => string | undefined;
}

/** The four ways a store block can reach a device, most faithful first: the first present one is the default. */
const PATHS: readonly PathKind[] = [
  {
    path: 'ism-vfio-pci',
    title: 'ism-vfio-pci BAR',
    consequence: 'One write is one PCISTB, one read is PCILG pieces; failures are visible as EIO, ENXIO or EINVAL.',
    missing: ({ driver }) => (driver === ISM_DRIVER ? undefined : `The function is bound to ${driver ?? 'no driver'}.`),
  },
  {
    path: 'zpci-io',
    title: 'zPCI I/O region',
    consequence: 'One write is one PCISTB or PCILG with the exact length; every failure is EIO.',
    missing: (clues) =>
      zpciIoRegionOf(clues) === undefined ? 'The driver offers no region of type 0x80001014 subtype 2.' : undefined,
  },
  {
    path: 'vfio-bar',
    title: 'vfio-pci BAR',
    consequence:
      'The kernel cuts each access into 8, 4, 2 or 1 bytes; failed loads read 0xff and failed stores are silent.',
    missing: (clues) =>
      clues.driver === ISM_DRIVER ? 'Its driver makes whole store blocks of BAR writes.' : noBar(clues),
  },
  {
    path: 'mmio',
    title: 'mapped BAR with s390_pci_mmio_write',
    consequence: 'Pieces of at most 128 bytes; failures are visible. Never on ISM.',
    missing: (clues) =>
      bars(clues).some(({ flags }) => flags & MMAP)
        ? 'The bridge makes no s390_pci_mmio_write calls; its BARs are read and written through the region.'
        : 'No BAR of the function can be mapped (the MMAP flag is clear).',
  },
];

/** All four paths in order of preference, each present or absent with the reason. */
export function storePaths(clues: PathClues): PathLine[] {
  return PATHS.map(({ path, title, consequence, missing }) => {
    const reason = missing(clues);
    return { path, title, consequence, present: reason === undefined, reason };
  });
}

const noBar = (clues: PathClues) => (bars(clues).length > 0 ? undefined : 'The function has no BAR.');

/** BARs the function implements: an unused one has size 0. */
function bars({ regions, byteOrder }: PathClues): { flags: number }[] {
  return regions
    .filter(
      ({ index, bytes }) => index <= LAST_BAR && bytes && bytes.length >= 32 && readU64(bytes, 16, byteOrder) > 0n,
    )
    .map(({ bytes }) => ({ flags: readU32(bytes!, 4, byteOrder) }));
}

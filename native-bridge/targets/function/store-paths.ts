import type { ByteOrder } from '../../abi/types.ts';
import type { Snapshot } from '../../contract/bridge-contract.ts';
import { regionsOf, zpciIoRegionOf } from '../../contract/facts.ts';
import { REGION } from '../../rules/flags.ts';
import type { StorePath } from '../../rules/types.ts';
import { isMappable } from './region-maps.ts';

type Answers = Snapshot['regions'];
type PathLine = Snapshot['paths'][number];

/** sysfs name of the mainline driver that makes one PCISTB of each BAR write. */
const ISM_DRIVER = 'ism_vfio_pci';

/** What a path is chosen by: the regions as the kernel described them, and the driver bound to the function. */
export interface PathClues {
  readonly regions: Answers;
  readonly driver?: string;
  readonly byteOrder: ByteOrder;
  /** Why mapped BARs cannot be reached by s390_pci_mmio_write, if they cannot; absent when nobody asked the machine. */
  readonly mmio?: { readonly missing?: string };
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
    consequence:
      'Pieces of at most 128 bytes. What the device refuses, such as a width it does not take, is EIO or ENXIO. Never on ISM.',
    missing: noMmio,
  },
];

/** All four paths in order of preference, each present or absent with the reason. */
export function storePaths(clues: PathClues): PathLine[] {
  return PATHS.map(({ path, title, consequence, missing }) => {
    const reason = missing(clues);
    return { path, title, consequence, present: reason === undefined, reason };
  });
}

const noBar = (clues: PathClues) => (hasBar(clues) ? undefined : 'The function has no BAR.');

function noMmio(clues: PathClues): string | undefined {
  if (!regionsOf(clues).some(isMappable)) return 'No BAR of the function can be mapped (the MMAP flag is clear).';
  return clues.mmio ? clues.mmio.missing : 'Whether the machine has s390_pci_mmio_write was not asked.';
}

/** Whether the function implements a BAR: an unused one has size 0. */
const hasBar = (clues: PathClues) => regionsOf(clues).some(({ index, size }) => index <= REGION.lastBar && size > 0n);

import { clampToRegion, crossesBoundary, longer, regionSize, startsOutside, unlessEmpty } from './breach.ts';
import { REGION } from './flags.ts';
import { otherPlaces } from './mends.ts';
import type { Load, Rule, RuleSet, StoreBlock } from './types.ts';

const SOURCE = 'ism-vfio-pci, Linux 7.2';

const index: Rule<StoreBlock> = {
  id: 'ISM-INDEX',
  sentence: 'The address space is one of the BARs 0 to 5.',
  errno: 'EINVAL',
  source: `${SOURCE}: ism_vfio_pci_rw`,
  broken: ({ space }, facts) =>
    space > REGION.lastBar
      ? { field: 'space', detail: `${space} is not a BAR`, mends: otherPlaces('space', space, facts) }
      : undefined,
};

const bar: Rule<StoreBlock> = {
  id: 'ISM-BAR',
  sentence: 'The offset lies inside an implemented BAR.',
  errno: 'EINVAL',
  source: `${SOURCE}: ism_vfio_pci_bar_rw; measured on 7.2`,
  broken: ({ space, offset, length }, facts) =>
    startsOutside(`BAR ${space}`, offset, length, regionSize(space, facts) ?? 0n),
};

const maximum: Rule<StoreBlock> = {
  id: 'ISM-MAX',
  sentence: 'A store block is no longer than the hardware maximum (maxstbl), once clamped to the end of the BAR.',
  errno: 'EINVAL',
  source: `${SOURCE}: ism_vfio_pci_do_io_w; measured on 7.2`,
  broken: ({ space, offset, length }, facts) => longer(clampToRegion(space, offset, length, facts), facts.maxstbl),
};

const boundary: Rule<StoreBlock> = {
  id: 'ISM-4K',
  sentence: 'A store block does not cross a 4 KiB boundary of the device offset.',
  errno: 'EINVAL',
  source: `${SOURCE}: ism_vfio_pci_do_io_w; measured on 7.2`,
  broken: ({ space, offset, length }, facts) => crossesBoundary(offset, clampToRegion(space, offset, length, facts)),
};

/** What the ism_vfio_pci driver checks before it issues the one PCISTB. */
export const ismStoreRules: RuleSet<StoreBlock> = {
  id: 'ism-store',
  title: 'ism-vfio-pci store',
  rules: [index, bar, maximum, boundary].map(unlessEmpty),
};

/** What the ism_vfio_pci driver checks before a read: PCILG pieces of 8, 4, 2, 1 follow, each inside one doubleword. */
export const ismLoadRules: RuleSet<Load> = {
  id: 'ism-load',
  title: 'ism-vfio-pci load',
  rules: [index, bar].map(unlessEmpty),
};

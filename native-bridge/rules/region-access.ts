import { clampToRegion, leaves, regionSize, startsOutside, unlessEmpty } from './breach.ts';
import { REGION } from './flags.ts';
import { otherPlaces } from './mends.ts';
import type { Facts, RegionAccess, Rule, RuleSet } from './types.ts';

const index: Rule<RegionAccess> = {
  id: 'BAR-INDEX',
  sentence: 'The region exists on this function.',
  errno: 'EINVAL',
  source: 'vfio_pci_rw; measured on 6.12',
  broken: ({ region }, facts) =>
    regionSize(region, facts) === undefined
      ? { field: 'region', detail: `there is no region ${region}`, mends: otherPlaces('region', region, facts) }
      : undefined,
};

const romWrite: Rule<RegionAccess> = {
  id: 'BAR-ROM',
  sentence: 'The expansion ROM is read-only.',
  errno: 'EINVAL',
  source: 'vfio_pci_rw',
  broken: ({ region, write }) =>
    region === REGION.rom && write ? { field: 'region', detail: 'region 6 is the ROM' } : undefined,
};

const start: Rule<RegionAccess> = {
  id: 'BAR-END',
  sentence: 'The offset lies inside an implemented region; what reaches over its end is cut off.',
  errno: 'EINVAL',
  source: 'vfio_pci_bar_rw; measured on 6.12',
  broken: ({ region, offset, length }, facts) => {
    const size = regionSize(region, facts);
    return size === undefined ? undefined : startsOutside(`region ${region}`, offset, length, size);
  },
};

/** All of it lies in the MSI-X table: the driver answers itself, without the device. */
function isHidden({ region, offset, length }: RegionAccess, facts: Facts): boolean {
  const { msixTable: table } = facts;
  const end = offset + BigInt(clampToRegion(region, offset, length, facts));
  return table !== undefined && table.bar === region && offset >= table.start && end <= table.end;
}

const decoding: Rule<RegionAccess> = {
  id: 'BAR-DECODE',
  sentence: 'Memory decoding is enabled in the PCI command register.',
  errno: 'EIO',
  source: 'vfio_pci_core_do_io_rw; measured on 6.12 (bytes of the MSI-X table alone read 0xff instead)',
  broken: (access, facts) =>
    facts.memoryEnabled === false && access.region <= REGION.rom && !isHidden(access, facts)
      ? { field: 'region', detail: 'memory decoding is off' }
      : undefined,
};

/**
 * BAR and ROM access through plain vfio-pci. What the device itself refuses is invisible here: loads give 0xff bytes and stores
 * look successful.
 */
export const regionAccessRules: RuleSet<RegionAccess> = {
  id: 'vfio-bar',
  title: 'vfio-pci BAR access',
  rules: [index, romWrite, start, decoding].map(unlessEmpty),
};

const configEnd: Rule<RegionAccess> = {
  id: 'CFG-END',
  sentence: 'The whole access lies inside configuration space.',
  errno: 'EFAULT',
  source: 'vfio_config_do_rw; measured on 6.12',
  broken: ({ offset, length }, facts) =>
    leaves('configuration space', offset, length, regionSize(REGION.config, facts) ?? 0n),
};

/** Configuration space, region 7. */
export const configAccessRules: RuleSet<RegionAccess> = {
  id: 'config',
  title: 'Configuration space access',
  rules: [configEnd].map(unlessEmpty),
};

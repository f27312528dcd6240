import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attributeText, driverName } from '../../../function/sysfs.ts';
import { readAttributes } from '../../host-files.ts';
import { isVfioDriver } from '../../readiness.ts';
import { check, failed, ok } from '../check.ts';

export const group = check({
  id: 'group',
  title: 'Its IOMMU group',
  needs: ['driver'],
  read: async ({ files }, bdf) => {
    const group = attributeText(readAttributes(files, bdf), 'iommu_group');
    const folder = join(files.sys, 'kernel/iommu_groups', group ?? '-', 'devices');
    const members = (await readdir(folder).catch(() => [])).map((name) => {
      return { name, driver: driverName(readAttributes(files, name)) };
    });
    return { bdf, group, others: members.filter(({ name }) => name !== bdf) };
  },
  judge: ({ bdf, group, others }) => {
    if (!group) return failed(`${bdf} has no IOMMU group.`, 'Boot the host with its IOMMU enabled.');
    // The kernel's own bridge driver is the one that does no DMA.
    const foreign = others.filter(({ driver }) => driver && !isVfioDriver(driver) && driver !== 'pcieport');
    if (foreign.length === 0) return ok(`Group ${group}${others.length === 0 ? ', alone' : ''}.`);
    const names = foreign.map(({ name, driver }) => `${name} (${driver})`).join(', ');
    return failed(
      `Group ${group} is shared with ${names}: the kernel gives a group away whole.`,
      'Bind these to vfio-pci too, or leave them without a driver.',
    );
  },
});

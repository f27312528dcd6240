import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check, failed, ok } from '../check.ts';

export const iommu = check({
  id: 'iommu',
  title: 'IOMMU',
  needs: ['pci'],
  read: async ({ files }) => (await readdir(join(files.sys, 'kernel/iommu_groups')).catch(() => [])).length,
  judge: (groups) => {
    if (groups > 0) return ok(`${groups} groups.`);
    return failed(
      'There are no IOMMU groups.',
      'Enable the IOMMU in firmware and boot with it, such as intel_iommu=on.',
    );
  },
});

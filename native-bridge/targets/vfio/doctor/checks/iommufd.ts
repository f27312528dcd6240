import { isThere, mayOpen } from '../../host-files.ts';
import { check, ok, skipped, warning } from '../check.ts';

export const iommufd = check({
  id: 'iommufd',
  title: '/dev/iommu',
  needs: ['platform'],
  read: async ({ files }) => ({ there: await isThere(files.dev, 'iommu'), may: await mayOpen(files, 'iommu') }),
  judge: ({ there, may }) => {
    if (!there) return skipped('Not there: functions are opened through group and container.');
    if (may) return ok('Opens for this user: functions can be opened through iommufd too.');
    return warning('This user may not open /dev/iommu.', 'Needed for iommufd only.', 'sudo chown "$USER" /dev/iommu');
  },
});

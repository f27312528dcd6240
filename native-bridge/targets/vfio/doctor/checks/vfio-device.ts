import { tryOpen } from '../../binding/holders.ts';
import { isThere } from '../../host-files.ts';
import { asRoot } from '../../root.ts';
import { check, failed, ok, skipped } from '../check.ts';

export const vfioDevice = check({
  id: 'vfio-device',
  title: '/dev/vfio/vfio',
  needs: ['vfio-modules'],
  read: async ({ files, uid }) => ({
    error: await tryOpen(files, 'vfio/vfio'),
    iommufd: await isThere(files.dev, 'iommu'),
    uid,
  }),
  judge: ({ error, iommufd, uid }) => {
    if (error === undefined) return ok('Opens for this user.');
    if (error === 'ENOENT' && iommufd) return skipped('Not there; functions are opened through /dev/iommu.');
    if (error === 'ENOENT') {
      return failed('/dev/vfio/vfio is not there.', 'Load vfio.', asRoot(uid, 'modprobe vfio'));
    }
    return failed(
      `/dev/vfio/vfio does not open: ${error}.`,
      'Give every user the container: alone it reaches no function.',
      asRoot(uid, 'chmod 0666 /dev/vfio/vfio'),
    );
  },
});

import { isThere } from '../../host-files.ts';
import { isLoadable } from '../../modules.ts';
import { asRoot } from '../../root.ts';
import { check, failed, ok } from '../check.ts';

/** Where each shows when it is loaded or built in. vfio_iommu_type1 has a parameter, hence a folder in either case. */
const WANTED = {
  vfio: ['module/vfio', 'class/misc/vfio', 'class/vfio-dev'],
  vfio_iommu_type1: ['module/vfio_iommu_type1', 'class/misc/iommu'],
  'vfio-pci': ['bus/pci/drivers/vfio-pci'],
};

export const vfioModules = check({
  id: 'vfio-modules',
  title: 'VFIO modules',
  needs: ['platform'],
  read: async ({ files, uid }) => {
    const each = Object.entries(WANTED).map(async ([name, places]) => {
      const there = await Promise.all(places.map((place) => isThere(files.sys, place)));
      return { name, loaded: there.includes(true), loadable: await isLoadable(files, name) };
    });
    return { modules: await Promise.all(each), uid };
  },
  judge: ({ modules, uid }) => {
    const missing = modules.filter(({ loaded }) => !loaded);
    const names = missing.map(({ name }) => name);
    const absent = missing.filter(({ loadable }) => !loadable).map(({ name }) => name);
    if (missing.length === 0) return ok(`${modules.map(({ name }) => name).join(', ')} are there.`);
    if (absent.length > 0) {
      return failed(
        `This kernel does not have ${absent.join(', ')}.`,
        'Install the modules of this kernel, or boot one that has VFIO.',
      );
    }
    return failed(`Not loaded: ${names.join(', ')}.`, 'Load them.', asRoot(uid, `modprobe -a ${names.join(' ')}`));
  },
});

import { IsmFunction } from '../ism/ism-function.ts';
import { ISM_VFIO_PCI } from '../vfio/driver.ts';
import { SimFunction } from '../zpci/function.ts';
import { ismIdentity } from './ism-identity.ts';
import type { FunctionModel } from './model.ts';

/** The ISM function a demonstration stores from. */
export const ism: FunctionModel = {
  name: 'ism',
  title: 'Simulated ISM function',
  driver: ISM_VFIO_PCI,
  build: ({ channel }) => {
    const identity = ismIdentity({ bdf: '0007:00:00.0', iommuGroup: '7', fid: 0x1234, fh: 0xa100_0042, number: 1 });
    return new SimFunction(identity, ISM_VFIO_PCI, new IsmFunction(0x0401_1042_0000_0001n, channel));
  },
};

import { IsmFunction } from '../ism/ism-function.ts';
import { ISM_VFIO_PCI } from '../vfio/driver.ts';
import { SimFunction } from '../zpci/function.ts';
import { ismIdentity } from './ism-identity.ts';
import type { FunctionModel } from './model.ts';

/** The ISM function on the other end of the same channel: what `sim:ism` stores arrives in its DMBs. */
export const ismPeer: FunctionModel = {
  name: 'ism-peer',
  title: 'Simulated ISM function, the peer',
  driver: ISM_VFIO_PCI,
  build: ({ channel }) => {
    const identity = ismIdentity({ bdf: '0008:00:00.0', iommuGroup: '8', fid: 0x1235, fh: 0xa100_0043, number: 2 });
    return new SimFunction(identity, ISM_VFIO_PCI, new IsmFunction(0x0401_1042_0000_0002n, channel));
  },
};

import { VFIO_PCI } from '../vfio/driver.ts';
import type { FunctionIdentity } from '../zpci/identity.ts';
import type { FunctionModel } from './model.ts';
import { nicFunction, nicIdentity } from './nic.ts';

/**
 * A network function whose container speaks what was proposed in 2019 and never merged: DMA window, query-function and query-group
 * blocks in the IOMMU info, and binding of guest page tables. Everything else of it is as merged, for the proposals say nothing of it.
 */
const IDENTITY: FunctionIdentity = {
  ...nicIdentity,
  bdf: '0020:00:00.0',
  iommuGroup: '32',
  fh: 0xa200_0020,
  fid: 0x0030,
  uid: 0x20,
  pchid: 0x0188,
  dialect: 'rfc2019',
};

export const rfc2019: FunctionModel = {
  name: 'rfc2019',
  title: 'Simulated function, proposals of 2019',
  driver: VFIO_PCI,
  build: () => nicFunction(IDENTITY),
};

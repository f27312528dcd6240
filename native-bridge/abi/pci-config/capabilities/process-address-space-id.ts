import { u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const processAddressSpaceId: PciCapability = {
  id: 27,
  name: 'process-address-space-id',
  doc: 'Address spaces inside one function.',
  layout: {
    name: 'process-address-space-id',
    size: 8,
    source,
    fields: [
      u16('capabilities', 4, { bits: { 2: 'EXECUTE', 4: 'PRIVILEGED' } }),
      u16('max_width', 4, { mask: 0x1f00, doc: 'PASID bits.' }),
      u16('control', 6, { bits: { 1: 'ENABLE', 2: 'EXECUTE', 4: 'PRIVILEGED' } }),
    ],
  },
};

import { u16, u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const pageRequest: PciCapability = {
  id: 19,
  name: 'page-request',
  doc: 'Page faults raised by the device.',
  layout: {
    name: 'page-request',
    size: 16,
    source,
    fields: [
      u16('control', 4, { bits: { 1: 'ENABLE', 2: 'RESET' } }),
      u16('status', 6, {
        bits: { 1: 'RESPONSE_FAILURE', 2: 'UNEXPECTED_GROUP', 256: 'STOPPED', 32768: 'PASID_REQUIRED' },
      }),
      u32('capacity', 8),
      u32('allocation', 12),
    ],
  },
};

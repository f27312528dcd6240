import { u64 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const deviceSerialNumber: PciCapability = {
  id: 3,
  name: 'device-serial-number',
  doc: 'Serial number of the device.',
  layout: { name: 'device-serial-number', size: 12, source, fields: [u64('serial', 4, { show: 'address' })] },
};

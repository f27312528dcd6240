import { reserved, u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const subsystemId: PciCapability = {
  id: 13,
  name: 'subsystem-id',
  doc: 'Subsystem ids of a bridge.',
  layout: {
    name: 'subsystem-id',
    size: 8,
    source,
    fields: [reserved(2, 2), u16('subsystem_vendor_id', 4, { show: 'hex' }), u16('subsystem_id', 6, { show: 'hex' })],
  },
};

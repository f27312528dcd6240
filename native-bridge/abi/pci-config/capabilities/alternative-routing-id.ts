import { u16 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const alternativeRoutingId: PciCapability = {
  id: 14,
  name: 'alternative-routing-id',
  doc: 'More than eight functions on one device.',
  layout: {
    name: 'alternative-routing-id',
    size: 8,
    source,
    fields: [
      u16('capabilities', 4, { bits: { 1: 'MFVC', 2: 'ACS' } }),
      u16('next_function', 4, { mask: 0xff00 }),
      u16('control', 6, { show: 'hex' }),
    ],
  },
};

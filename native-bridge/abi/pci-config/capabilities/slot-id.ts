import { u8 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const slotId: PciCapability = {
  id: 4,
  name: 'slot-id',
  doc: 'Slot numbering of an expansion chassis.',
  layout: { name: 'slot-id', size: 4, source, fields: [u8('slots', 2, { mask: 0x1f }), u8('chassis', 3)] },
};

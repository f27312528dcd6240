import { u32 } from '../../fields.ts';
import { type PciCapability, source } from '../capability.ts';

export const l1Substates: PciCapability = {
  id: 30,
  name: 'l1-substates',
  doc: 'Deep power states of the link.',
  layout: {
    name: 'l1-substates',
    size: 16,
    source,
    fields: [
      u32('capabilities', 4, { show: 'hex' }),
      u32('control_1', 8, { show: 'hex' }),
      u32('control_2', 12, { show: 'hex' }),
    ],
  },
};
